using System.Security.Claims;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace BlazorJwt.Labs.Sessions;

/// <summary>Signs in by all methods, answers a request by one, and signs out: only a response can set a cookie.</summary>
internal static class SessionLabEndpoints
{
    /// <summary>No method's cookie is sent to this path, so an earlier session is not continued.</summary>
    public const string SignIn = SignInMethod.Root + "/sign-in";

    private const string OutOfDate = "This page is out of date, or its cookies were not sent. Reload it and try again.";

    public static void MapSessionLab(this IEndpointRouteBuilder routes)
    {
        var lab = routes.MapLab(SignInMethod.Root).WithMetadata(new RecordedExchange());
        lab.MapPostOnly("sign-in", SignInAsync);
        lab.MapPostOnly("{method}/sign-out", SignOutAsync);
        lab.MapGet("{method}", AskAsync);
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, IAntiforgery antiforgery, SessionLabs labs, LabTicketStore store, SignInMethodTokens tokens, TimeProvider time)
    {
        if (!await context.HasAntiforgeryTokenAsync(antiforgery) || context.User.SessionId() is not { } session)
            return Problem(OutOfDate, StatusCodes.Status400BadRequest);
        var lab = labs.For(session);
        foreach (var key in lab.Sessions()) await store.RemoveAsync(key);

        context.Response.Cookies.Append(SignInMethod.Token.Cookie, tokens.Issue(lab), SignInMethod.Token.Attributes());
        await context.SignInAsync(SignInMethod.SessionScheme, PersonOf(lab));
        var ticket = new AuthenticationTicket(
            PersonOf(lab), new() { ExpiresUtc = time.GetUtcNow() + SignInMethod.SessionLifetime }, SignInMethod.SessionScheme);
        context.Response.Cookies.Append(SignInMethod.BareId.Cookie, await store.StoreAsync(ticket), SignInMethod.BareId.Attributes());
        return Results.NoContent();
    }

    private static async Task<IResult> AskAsync(string method, HttpContext context, SignInMethodCheck check)
    {
        if (SignInMethod.Find(method) is not { } known) return NoSuchMethod();
        var reading = await check.ReadAsync(context, known);
        return Results.Json(reading, statusCode: reading.Status);
    }

    // A session is deleted. A token can only be deleted from the browser, and put on the denylist.
    private static async Task<IResult> SignOutAsync(
        string method, HttpContext context, IAntiforgery antiforgery, LabTicketStore store, SignInMethodTokens tokens)
    {
        if (SignInMethod.Find(method) is not { } known) return NoSuchMethod();
        if (!await context.HasAntiforgeryTokenAsync(antiforgery)) return Problem(OutOfDate, StatusCodes.Status400BadRequest);

        var credential = SignInMethodCheck.CredentialOf(context.Request, known) ?? "";
        if (known == SignInMethod.Session) await context.SignOutAsync(SignInMethod.SessionScheme);
        else context.Response.Cookies.Delete(known.Cookie, known.Attributes());
        if (known == SignInMethod.BareId) await store.RemoveAsync(credential);
        if (known == SignInMethod.Token && tokens.LabOf(credential) is { } lab)
        {
            if (await tokens.CheckAsync(credential, lab) is { Token: { } token }) lab.Revoke(token.Id, token.ValidTo);
        }

        return Results.NoContent();
    }

    private static ClaimsPrincipal PersonOf(SessionLab lab) => new(new ClaimsIdentity(
        [new("name", SessionLab.Person), new("role", lab.Role), new(LabTicketStore.LabClaim, lab.Id)],
        SignInMethod.SessionScheme, "name", "role"));

    private static IResult NoSuchMethod() =>
        Problem("There is no such sign-in method. There are: token, session and id.", StatusCodes.Status404NotFound);

    private static IResult Problem(string sentence, int status) => Results.Json(new { problem = sentence }, statusCode: status);
}
