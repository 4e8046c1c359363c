using BlazorJwt.Hosting;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>
/// Signing in: a real form post, because a cookie is set with the headers of a response, and a circuit has none to give. It works without
/// script.
/// </summary>
internal static class SignInEndpoints
{
    /// <summary>Where the form posts to.</summary>
    public const string Post = "/account/sign-in";

    /// <summary>Where the browser shows whether it kept the cookie.</summary>
    public const string Arrived = "/account/arrived";

    /// <summary>The field that says for whom the form was rendered.</summary>
    public const string RenderedFor = "renderedFor";

    private const string Page = "/sign-in";

    public static void MapSignIn(this IEndpointRouteBuilder routes) => routes.MapPostOnly(Post, SignInAsync);

    public static void MapArrival(this IEndpointRouteBuilder routes) => routes.MapGet(Arrived, Arrive).ExcludeFromDescription();

    private static async Task SignInAsync(HttpContext context, IAntiforgery antiforgery, CredentialCheck credentials, SignIns signIns, IOptions<TokenOptions> bounds)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.CacheControl = "no-store";
        var fields = await request.ReadFieldsAsync();
        var returnUrl = LocalAddress.OrStart(fields?["returnUrl"]);
        if (fields is null || !await IsOwnFormAsync(context, antiforgery, fields[RenderedFor].ToString(), bounds.Value.Issuer))
        {
            // A browser that refuses Secure cookies brings none with the form: no fresh form would help it.
            var cause = fields is null || request.Cookies.ContainsKey(AuthorizationServerSetup.AntiforgeryCookie) ? SignInProblem.FormExpired : SignInProblem.CookieMissing;
            response.SeeOther(Page, ("problem", cause), ("returnUrl", returnUrl));
            return;
        }

        if (SignInForm.Read(fields, bounds.Value, out var problem) is not { } form)
        {
            response.SeeOther(Page, ("problem", problem), ("returnUrl", returnUrl));
            return;
        }

        switch (await credentials.CheckAsync(form.Name, form.Password, context.User.VisitorId(), context.AddressKey(), context.RequestAborted))
        {
            case CredentialOutcome.Accepted { Person: var person }:
                await signIns.StartAsync(context, person, form);
                response.SeeOther(Arrived, ("returnUrl", returnUrl));
                break;
            case CredentialOutcome.TooMany { RetryAfter: var wait }:
                await response.WriteTooManyAsync(wait);
                break;
            case var refused:
                var code = refused is CredentialOutcome.LockedOut ? SignInProblem.LockedOut : SignInProblem.WrongCredentials;
                response.SeeOther(Page, ("problem", code), ("returnUrl", returnUrl));
                break;
        }
    }

    // A form in a page whose token expired, or was revoked from another tab, is bound to the person who was signed in when the page was loaded.
    private static async Task<bool> IsOwnFormAsync(HttpContext context, IAntiforgery antiforgery, string renderedFor, string issuer) =>
        await antiforgery.IsRequestValidAsync(context)
        || (renderedFor is not "" && await context.HasAntiforgeryTokenOfAsync(antiforgery, renderedFor, issuer));

    // The round trip: a browser that refused the cookie (plain HTTP away from loopback, Safari) says so by coming without it.
    private static void Arrive(HttpContext context, string? returnUrl)
    {
        context.Response.Headers.CacheControl = "no-store";
        var local = LocalAddress.OrStart(returnUrl);
        if (context.Request.HasTokenCookie()) context.Response.SeeOther(local);
        else context.Response.SeeOther(Page, ("problem", SignInProblem.CookieMissing), ("returnUrl", local));
    }

    /// <summary>Sends the browser on with a GET (RFC 9110 section 15.4.4). The start page needs no mention as a place to return to.</summary>
    public static void SeeOther(this HttpResponse response, string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var address = path;
        foreach (var (name, value) in query)
        {
            if (name == "returnUrl" && value == LocalAddress.Start) continue;
            address += $"{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value ?? "")}";
        }

        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = address;
    }
}
