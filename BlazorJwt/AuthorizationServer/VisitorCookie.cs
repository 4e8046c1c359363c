using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using BlazorJwt.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.StaticAssets;

namespace BlazorJwt.AuthorizationServer;

/// <summary>
/// A random id for each browser, so that thirty people who share the demo people and one address never see each other's doings. It signs
/// nobody in. It is set with page documents, where two requests that run side by side would otherwise get two ids, and again with each
/// sign-in and sign-out: anyone who knew the former one, or planted it, knows nothing of the next visitor. Data Protection seals the
/// cookie, so a client can't make up ids to evade what is bounded by visitor: one that no server with these keys has sealed counts as
/// missing.
/// </summary>
internal sealed class VisitorCookie(IDataProtectionProvider protection)
{
    public const string Name = "__Host-BlazorJwt-Visitor";

    private const int Bytes = 16;

    // A sealed id has 155 characters. What is much longer is none, and is not worth opening.
    private const int Longest = 256;

    private readonly IDataProtector _protector = protection.CreateProtector("BlazorJwt visitor ids");

    /// <summary>Adds the visitor's id to the principal of this request. Comes after authentication.</summary>
    public Task Recognise(HttpContext context, RequestDelegate next)
    {
        // Static files are the same for everybody, and come with each page by the dozen.
        if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) return next(context);
        var visitorId = Unprotect(context.Request.Cookies[Name]);
        if (visitorId is null && context.IsPageRequest()) visitorId = Set(context, context.Items[Name] as string ?? NewId());
        if (visitorId is not null) context.User = WithVisitor(context, visitorId);
        return next(context);
    }

    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public void Replace(HttpContext context, string visitorId)
    {
        Set(context, visitorId);
        context.User = WithVisitor(context, visitorId);
    }

    internal string Protect(string visitorId) => _protector.Protect(visitorId);

    /// <summary>The id in a cookie's value; null for a value that was not sealed with these keys.</summary>
    internal string? Unprotect(string? value)
    {
        if (value is not { Length: > 0 and <= Longest }) return null;
        try
        {
            return _protector.Unprotect(value);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // A principal of its own for each request: an identity may come from a cache, and what is added to it would be seen by others.
    private static ClaimsPrincipal WithVisitor(HttpContext context, string visitorId) =>
        new(context.User.Identities.Where(identity => identity.IsAuthenticated)
            .Append(ClaimsPrincipalExtensions.Visitor(visitorId, context.AddressMark())));

    // A page of failure comes in a second round of the same request, with headers cleared or not: the id is the same one.
    private string Set(HttpContext context, string visitorId)
    {
        context.Items[Name] = visitorId;
        context.Response.Cookies.Append(Name, Protect(visitorId),
            new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/" });
        return visitorId;
    }
}
