using BlazorJwt.AuthorizationServer;

namespace BlazorJwt.Labs.KeepSafe.EvilSite;

/// <summary>What an endpoint saw of one request: which place had something come along with it, and which had not.</summary>
/// <param name="Came">By the name of the place. A place that held nothing at the time is not in it.</param>
/// <param name="ChosenId">The <c>jti</c> of the copy in the cookie of the visitor's choice: another one is another cookie. Null when there is none.</param>
internal sealed record EvilSiteObservation(IReadOnlyDictionary<string, bool> Came, string? ChosenId)
{
    /// <summary>The places that had something come along.</summary>
    public IReadOnlySet<string> Arrived => Came.Where(seen => seen.Value).Select(seen => seen.Key).ToHashSet();

    /// <summary>The same without what was seen of another cookie of the visitor's choice.</summary>
    public EvilSiteObservation For(EvilSiteObservation latest) => ChosenId == latest.ChosenId ? this
        : this with { Came = Came.Where(seen => seen.Key != PlaceNames.ChosenCookie).ToDictionary() };
}

/// <summary>Looks at what came along with a request to an endpoint: the lab's own cookies, and of the places with a good copy what a form can bring of them.</summary>
internal sealed class EvilSiteObserver(CopyCookies cookies, CopyRegistry ledger)
{
    /// <summary>Looks at one request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="session">The session whose run it is: which places hold a copy is known of it.</param>
    public EvilSiteObservation See(HttpContext context, string session)
    {
        var lab = LabCookie.PlacesIn(context.Request);
        var carried = cookies.In(context.Request).Select(copy => copy.JwtId).ToHashSet();
        var held = ledger.Alive(session);
        var came = LabCookie.All.ToDictionary(cookie => cookie.Place, cookie => lab.Contains(cookie.Place));
        foreach (var copy in held.Where(copy => !came.ContainsKey(copy.Place)))
        {
            // The browser holds no token of a BFF: what would come along of it is the cookie of its session.
            came[copy.Place] = copy.Place == PlaceNames.ServerMemory ? context.User.SessionId() == session : carried.Contains(copy.JwtId);
        }

        return new(came, held.FirstOrDefault(copy => copy.Place == PlaceNames.ChosenCookie)?.JwtId);
    }
}
