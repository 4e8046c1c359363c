using BlazorJwt.Api.Client;
using Microsoft.AspNetCore.Components.Server.ProtectedBrowserStorage;
using SameSiteMode = Microsoft.Net.Http.Headers.SameSiteMode;

namespace BlazorJwt.Labs.KeepSafe;

internal sealed class TokenPlaces(
    StorageScript script, CookieHandover handover, ProtectedLocalStorage protectedStorage, ServerTokens server, TokenCopies copies,
    OrdersClient api)
{
    /// <summary>The places of the comparison, in the order of <see cref="PlaceNames.All"/>.</summary>
    /// <param name="session">The session that the server keeps a token for.</param>
    public IReadOnlyList<ITokenPlace> For(string session) =>
    [
        // Kept until somebody removes it, for every script of the origin, in every tab.
        new ScriptPlace(PlaceNames.LocalStorage, "localStorage", script),
        // For every script of the origin, until the tab is closed.
        new ScriptPlace(PlaceNames.SessionStorage, "sessionStorage", script),
        // A variable inside a module: no other script can read it, and it is lost with the page.
        new ScriptPlace(PlaceNames.ScriptMemory, "memory", script),
        // Without HttpOnly: every script can read it, and the browser sends it automatically as well.
        new ScriptPlace(PlaceNames.ReadableCookie, "readableCookie", script),
        HttpOnly(PlaceNames.HttpOnlyNone, SameSiteMode.None),
        HttpOnly(PlaceNames.HttpOnlyLax, SameSiteMode.Lax),
        HttpOnly(PlaceNames.HttpOnlyStrict, SameSiteMode.Strict),
        new ProtectedStoragePlace(protectedStorage, copies, api),
        new ServerMemoryPlace(session, server, copies, script),
    ];

    // Its attributes are not known any more after a reload, so every cookie that it may be is deleted.
    public ITokenPlace Chosen(CopyCookie cookie) =>
        new CookiePlace(PlaceNames.ChosenCookie, cookie, CopyCookies.ChosenEndings, script, handover);

    /// <summary>The visitor's own cookie, to look for it or to delete it: its attributes make no difference to that.</summary>
    public ITokenPlace AnyChosen() => Chosen(CopyCookie.ForHttpOnly(SameSiteMode.Lax) with { Name = CopyCookie.ChosenName });

    /// <summary>The control of a theft.</summary>
    public ITokenPlace PlainTwin() => new CookiePlace(
        PlaceNames.PlainTwin, CopyCookie.PlainTwin, [CopyCookie.PlainTwin.Clear()], script, handover);

    // No script can read it. SameSite decides with which requests from other sites it is sent.
    private CookiePlace HttpOnly(string name, SameSiteMode sameSite)
    {
        var cookie = CopyCookie.ForHttpOnly(sameSite);
        return new(name, cookie, [cookie.Clear()], script, handover);
    }
}
