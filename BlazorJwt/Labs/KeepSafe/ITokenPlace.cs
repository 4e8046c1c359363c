namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// A place where a browser, or the server for it, can keep a token. A call that the browser does not allow throws
/// <see cref="Microsoft.JSInterop.JSException"/>.
/// </summary>
internal interface ITokenPlace
{
    /// <summary>One of <see cref="PlaceNames"/>.</summary>
    string Name { get; }

    /// <summary>Keeps a token there. It replaces the one before.</summary>
    Task PutAsync(string token);

    /// <summary>Looks for a token there. The token stays: only its id is returned.</summary>
    /// <returns>The <c>jti</c>; null when there is none.</returns>
    Task<string?> FindAsync();

    /// <summary>Asks the API for the orders with the token, as an app does that keeps it there.</summary>
    /// <returns>The status of the answer; 401 when there is no token.</returns>
    Task<int> UseAsync();

    Task RemoveAsync();
}
