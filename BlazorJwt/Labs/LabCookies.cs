using BlazorJwt.AuthorizationServer;

namespace BlazorJwt.Labs;

/// <summary>
/// Deletes the cookies of a lab when the visitor signs out. Their paths are below <c>/labs</c>, so the request to sign out carries none of
/// them: each is deleted whether or not it is there.
/// </summary>
/// <param name="cookies">Their names, and the attributes they were set with.</param>
internal sealed class LabCookies(IEnumerable<(string Name, CookieOptions Attributes)> cookies) : IEndsWithSignOut
{
    public void EndFor(HttpContext context)
    {
        foreach (var (name, attributes) in cookies) context.Response.Cookies.Delete(name, attributes);
    }
}
