using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using BlazorJwt.Hosting;

namespace BlazorJwt.AuthorizationServer;

/// <summary>
/// A random id for each browser, so that thirty people who share the demo people and one address never see each other's doings. It signs
/// nobody in. It is set with page documents, where two requests that run side by side would otherwise get two ids, and anew with each sign-in and
/// sign-out: whoever knew the former one, or planted it, knows nothing of the next visitor.
/// </summary>
internal static class VisitorCookie
{
    public const string Name = "__Host-BlazorJwt-Visitor";

    private const int Bytes = 16;

    /// <summary>Adds the visitor's id to the principal of this request. Comes after authentication.</summary>
    public static Task Recognise(HttpContext context, RequestDelegate next)
    {
        var visitorId = Read(context.Request);
        if (visitorId is null && context.IsPageRequest()) visitorId = Set(context);
        if (visitorId is not null) context.User = WithVisitor(context, visitorId);
        return next(context);
    }

    /// <summary>The <c>sid</c> for a visitor's tokens: it groups them, and doesn't give away the id itself.</summary>
    public static string SessionIdOf(string visitorId) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(visitorId)).AsSpan(..Bytes));

    /// <summary>A new id. Nobody has it yet.</summary>
    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Gives this browser another id, from this very request on.</summary>
    public static void Replace(HttpContext context, string visitorId)
    {
        context.Items[Name] = visitorId;
        Set(context);
        context.User = WithVisitor(context, visitorId);
    }

    // A principal of its own for each request: an identity may come from a cache, and what is added to it would be seen by others.
    private static ClaimsPrincipal WithVisitor(HttpContext context, string visitorId) =>
        new(context.User.Identities.Where(identity => identity.IsAuthenticated).Append(ClaimsPrincipalExtensions.Visitor(visitorId, context.AddressMark())));

    private static string? Read(HttpRequest request) =>
        request.Cookies[Name] is { Length: 22 } text && Base64Url.IsValid(text, out var length) && length == Bytes ? text : null;

    // A page of failure comes in a second round of the same request, with headers cleared or not: the id is the same one.
    private static string Set(HttpContext context)
    {
        var visitorId = context.Items[Name] as string ?? NewId();
        context.Items[Name] = visitorId;
        context.Response.Cookies.Append(Name, visitorId, new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/" });
        return visitorId;
    }
}
