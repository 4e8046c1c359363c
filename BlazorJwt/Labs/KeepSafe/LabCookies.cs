using BlazorJwt.AuthorizationServer;
using BlazorJwt.Labs.KeepSafe.EvilSite;
using BlazorJwt.Labs.Sessions;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// What the labs left in a browser goes when its visitor signs out, and so do the lab's own sessions on the server. The cookies are bound to paths below
/// <c>/labs</c>, so none comes along with the request to sign out: each is ended unseen.
/// </summary>
internal sealed class LabCookies(SessionLabs labs, LabTicketStore store) : IEndsWithSignOut, IKeptForVisitor
{
    /// <inheritdoc/>
    public void EndFor(HttpContext context)
    {
        var cookies = context.Response.Cookies;
        foreach (var cookie in LabCookie.All) cookies.Delete(cookie.Name, cookie.Attributes());
        foreach (var lane in SignInMethod.All) cookies.Delete(lane.Cookie, lane.Attributes());
    }

    // The cookies of the lanes name their lab by the session that it began with, so it can't be moved.
    void IKeptForVisitor.ChangeId(string former, string next, IdChange change)
    {
        if (labs.End(VisitorCookie.SessionIdOf(former)) is { } lab) _ = store.RemoveAsync(lab.Sessions());
    }
}
