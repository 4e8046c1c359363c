using BlazorJwt.Api.Client;
using Microsoft.AspNetCore.Components.Server.ProtectedBrowserStorage;
using SameSiteMode = Microsoft.Net.Http.Headers.SameSiteMode;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>All places, for the browser at the other end of this circuit.</summary>
public sealed class TokenPlaces(
    StorageScript script, CookieHandover handover, ProtectedLocalStorage protectedStorage, ServerTokens server, TokenCopies copies, OrdersClient api)
{
    /// <summary>The places of the comparison, in the order of <see cref="PlaceNames.All"/>.</summary>
    /// <param name="session">The session that the server keeps a token for.</param>
    public IReadOnlyList<ITokenPlace> For(string session) =>
    [
        new LocalStoragePlace(script),
        new SessionStoragePlace(script),
        new ScriptMemoryPlace(script),
        new ReadableCookiePlace(script),
        new HttpOnlyCookiePlace(SameSiteMode.None, script, handover),
        new HttpOnlyCookiePlace(SameSiteMode.Lax, script, handover),
        new HttpOnlyCookiePlace(SameSiteMode.Strict, script, handover),
        new ProtectedStoragePlace(protectedStorage, copies, api),
        new ServerMemoryPlace(session, server, copies, script),
    ];

    /// <summary>The cookie of the visitor's own choice.</summary>
    public ITokenPlace Chosen(CopyCookie cookie) => new ChosenCookiePlace(cookie, script, handover);

    /// <summary>The same, for who only looks whether it is there: its attributes make no difference to that.</summary>
    public ITokenPlace AnyChosen() => Chosen(CopyCookie.ForHttpOnly(SameSiteMode.Lax) with { Name = CopyCookie.ChosenName });
}
