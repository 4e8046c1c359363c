namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// A place where a browser, or the server for it, can keep a token. One class for each, so that another place is a swap. A call that the
/// browser does not allow throws <see cref="Microsoft.JSInterop.JSException"/>.
/// </summary>
public interface ITokenPlace
{
    /// <summary>One of <see cref="PlaceNames"/>.</summary>
    string Name { get; }

    /// <summary>Keeps a token there, in place of the one before.</summary>
    Task PutAsync(string token);

    /// <summary>Looks whether a token is there. It stays there: only its id comes back.</summary>
    /// <returns>The <c>jti</c>; null when there is none.</returns>
    Task<string?> FindAsync();

    /// <summary>Asks the API for the orders with the token, the way an app does that keeps it there.</summary>
    /// <returns>The status of the answer; 401 when no token is there.</returns>
    Task<int> UseAsync();

    /// <summary>Takes it away. Nothing happens when none is there.</summary>
    Task RemoveAsync();
}
