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
    public const string Post = "/account/sign-in";

    /// <summary>Where the browser shows whether it kept the cookie.</summary>
    public const string Arrived = "/account/arrived";

    /// <summary>The field that says for whom the form was rendered.</summary>
    public const string RenderedFor = "renderedFor";

    public const string Page = "/sign-in";

    public static void MapSignIn(this IEndpointRouteBuilder routes) => routes.MapPostOnly(Post, SignInAsync);

    public static void MapArrival(this IEndpointRouteBuilder routes) => routes.MapGet(Arrived, Arrive).ExcludeFromDescription();

    private static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery antiforgery, CredentialCheck credentials,
        SignIns signIns, IOptions<TokenOptions> bounds)
    {
        var request = context.Request;
        var fields = await request.ReadFieldsAsync();
        var returnUrl = LocalAddress.OrStart(fields?["returnUrl"]);
        if (fields is null || !await IsOwnFormAsync(context, antiforgery, fields[RenderedFor].ToString(), bounds.Value.Issuer))
        {
            // A browser that refuses Secure cookies brings none with the form: no fresh form would help it.
            return Refused(fields is null || request.Cookies.ContainsKey(PostedForm.AntiforgeryCookie)
                ? SignInProblem.FormExpired : SignInProblem.CookieMissing);
        }

        if (SignInForm.Read(fields, bounds.Value, out var problem) is not { } form) return Refused(problem);
        switch (await credentials.CheckAsync(form.Name, form.Password, context.User.VisitorId(), context.AddressKey(),
            context.RequestAborted))
        {
            case CredentialOutcome.Accepted { Person: var person }:
                await signIns.StartAsync(context, person, form);
                return new SeeOther(Arrived, ("returnUrl", returnUrl));
            case CredentialOutcome.TooMany { RetryAfter: var wait }:
                return new PlainPage(StatusCodes.Status429TooManyRequests, "Too many attempts", context.Response.SetTooMany(wait), Page,
                    "Back to signing in");
            case var refused:
                return Refused(refused is CredentialOutcome.LockedOut ? SignInProblem.LockedOut : SignInProblem.WrongCredentials);
        }

        SeeOther Refused(string? code) => new(Page, ("problem", code), ("returnUrl", returnUrl));
    }

    // A form in a page whose token expired, or was revoked from another tab, is bound to the person who was signed in when the page was
    // loaded.
    private static async Task<bool> IsOwnFormAsync(HttpContext context, IAntiforgery antiforgery, string renderedFor, string issuer) =>
        await antiforgery.IsRequestValidAsync(context)
        || (renderedFor is not "" && await context.HasAntiforgeryTokenOfAsync(antiforgery, renderedFor, issuer));

    // The round trip: a browser that refused the cookie (plain HTTP away from loopback, Safari) shows it by sending none.
    private static SeeOther Arrive(HttpRequest request, string? returnUrl) => request.HasTokenCookie()
        ? new(LocalAddress.OrStart(returnUrl))
        : new(Page, ("problem", SignInProblem.CookieMissing), ("returnUrl", LocalAddress.OrStart(returnUrl)));
}
