namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>Where attempts are counted. A seam: several servers that share a store count together, or each would grant the whole bound
/// again.</summary>
internal interface IAttemptLimits
{
    /// <param name="window">How long a window is open, from the first attempt on.</param>
    IAttemptLimit Of(string name, int attempts, TimeSpan window);
}

internal interface IAttemptLimit
{
    /// <summary>Counts an attempt before it is made, so that attempts made side by side can't outrun the count.</summary>
    /// <returns>Null when the attempt may be made; otherwise how long to wait.</returns>
    /// <exception cref="Tokens.StoreUnreachableException">Nobody can count at the moment, so it may not be made.</exception>
    ValueTask<TimeSpan?> TakeAsync(string key);

    ValueTask ForgetAsync(string key);
}
