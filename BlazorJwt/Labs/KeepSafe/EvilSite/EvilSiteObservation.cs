using BlazorJwt.AuthorizationServer;

namespace BlazorJwt.Labs.KeepSafe.EvilSite;

/// <summary>Which cookies one request contained.</summary>
/// <param name="Sent">By the name of the place. A place that held nothing at the time is not in it.</param>
/// <param name="ChosenId">The <c>jti</c> of the copy in the visitor's own cookie; null for none. Another id is another cookie.</param>
internal sealed record EvilSiteObservation(IReadOnlyDictionary<string, bool> Sent, string? ChosenId)
{
    public bool HasAny => Sent.Values.Contains(true);

    /// <summary>The same, without what it says of the visitor's own cookie if that was another one.</summary>
    public EvilSiteObservation For(EvilSiteObservation latest) => ChosenId == latest.ChosenId ? this
        : this with { Sent = Sent.Where(place => place.Key != PlaceNames.ChosenCookie).ToDictionary() };
}

/// <summary>Looks for the lab's own cookies in a request, and for the copies in other places that a form can carry.</summary>
internal sealed class EvilSiteObserver(CopyCookies cookies, CopyRegistry registry)
{
    public EvilSiteObservation Observe(HttpContext context, string session)
    {
        var lab = EvilSiteCookie.PlacesIn(context.Request);
        var carried = cookies.In(context.Request).Select(copy => copy.JwtId).ToHashSet();
        var held = registry.Alive(session);
        var sent = EvilSiteCookie.All.ToDictionary(cookie => cookie.Place, cookie => lab.Contains(cookie.Place));
        foreach (var copy in held.Where(copy => !sent.ContainsKey(copy.Place)))
        {
            // The browser holds no token of a BFF. What it sends is the cookie of its session.
            sent[copy.Place] = copy.Place == PlaceNames.ServerMemory ? context.User.SessionId() == session : carried.Contains(copy.JwtId);
        }

        return new(sent, held.FirstOrDefault(copy => copy.Place == PlaceNames.ChosenCookie)?.JwtId);
    }
}
