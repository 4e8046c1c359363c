using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;

namespace BlazorJwt.AuthorizationServer;

/// <summary>Reads a posted form by hand, so that a visitor whose form is out of date gets a sentence and not a bare 400.</summary>
internal static class PostedForm
{
    /// <summary>The cookie that belongs to the hidden field of every form.</summary>
    public const string AntiforgeryCookie = "__Host-BlazorJwt-Antiforgery";

    /// <summary>The fields; null when the body is no form that can be read.</summary>
    public static async Task<IFormCollection?> ReadFieldsAsync(this HttpRequest request)
    {
        if (!request.HasFormContentType) return null;
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        // A body too large, cut off, or with too many fields. What it said is nobody's business, the log's included.
        catch (Exception reason) when (reason is BadHttpRequestException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>
    /// True for a request with the antiforgery token of this visitor, in a header or in a form. Antiforgery throws for a form that can't be
    /// read.
    /// </summary>
    public static async Task<bool> HasAntiforgeryTokenAsync(this HttpContext context, IAntiforgery antiforgery) =>
        (!context.Request.HasFormContentType || await context.Request.ReadFieldsAsync() is not null)
            && await antiforgery.IsRequestValidAsync(context);

    /// <summary>
    /// True when the antiforgery token is valid for this person. A page's antiforgery token is bound to the person it was rendered for;
    /// when the access token expires while the page is open, the page's next request is anonymous. A request that is signed in is never
    /// asked this way.
    /// </summary>
    public static async Task<bool> HasAntiforgeryTokenOfAsync(this HttpContext context, IAntiforgery antiforgery, string subject,
        string issuer)
    {
        if (context.User.Identity is { IsAuthenticated: true }) return false;
        var anonymous = context.User;
        context.User = new(new ClaimsIdentity([new Claim("sub", subject, ClaimValueTypes.String, issuer)], "page"));
        var isValid = await context.HasAntiforgeryTokenAsync(antiforgery);
        context.User = anonymous;
        return isValid;
    }
}
