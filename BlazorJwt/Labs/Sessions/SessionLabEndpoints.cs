using System.Security.Claims;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace BlazorJwt.Labs.Sessions;

/// <summary>Signing in both ways, asking who one is, and signing out: what a lane needs a server for, because only a response sets a cookie.</summary>
internal static class SessionLabEndpoints
{
    /// <summary>Where both lanes sign in. On a path that no lane's cookie is sent to: a session that was there before is not taken over.</summary>
    public const string SignIn = SignInMethod.Root + "/sign-in";

    private const string OutOfDate = "This page is out of date, or its cookies did not come along. Reload it and try again.";

    public static void MapSessionLab(this IEndpointRouteBuilder routes)
    {
        var lab = routes.MapGroup("").WithMetadata(new RecordedExchange()).ExcludeFromDescription();
        lab.MapPostOnly(SignIn, SignInAsync);
        lab.MapPostOnly(SignInMethod.Root + "/{lane}/sign-out", SignOutAsync);
        lab.MapGet(SignInMethod.Root + "/{lane}", AskAsync);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery antiforgery, SessionLabs labs, LabTicketStore store, SignInMethodTokens tokens, TimeProvider time)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!await context.HasAntiforgeryTokenAsync(antiforgery) || context.User.SessionId() is not { } session) return Problem(OutOfDate, StatusCodes.Status400BadRequest);
        var lab = labs.For(session);
        await store.RemoveAsync(lab.Sessions());

        context.Response.Cookies.Append(SignInMethod.Token.Cookie, tokens.Issue(lab), SignInMethod.Token.Attributes());
        await context.SignInAsync(SessionLabSetup.Scheme, PersonOf(lab));
        var ticket = new AuthenticationTicket(PersonOf(lab), new() { ExpiresUtc = time.GetUtcNow() + SessionLabSetup.SessionLifetime }, SessionLabSetup.Scheme);
        context.Response.Cookies.Append(SignInMethod.BareId.Cookie, await store.StoreAsync(ticket), SignInMethod.BareId.Attributes());
        return Results.NoContent();
    }

    private static async Task<IResult> AskAsync(string lane, HttpContext context, SignInMethodCheck check)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (SignInMethod.Find(lane) is not { } known) return NoSuchLane();
        var reading = await check.ReadAsync(context, known);
        return Results.Json(reading, statusCode: reading.Status);
    }

    // What an app does that has nothing more than its lane: a session is deleted, a token can only be forgotten by the browser and noted down.
    private static async Task<IResult> SignOutAsync(string lane, HttpContext context, IAntiforgery antiforgery, SessionLabs labs, LabTicketStore store, SignInMethodTokens tokens)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (SignInMethod.Find(lane) is not { } known) return NoSuchLane();
        if (!await context.HasAntiforgeryTokenAsync(antiforgery)) return Problem(OutOfDate, StatusCodes.Status400BadRequest);

        var credential = SignInMethodCheck.CredentialOf(context.Request, known) ?? "";
        if (known == SignInMethod.Session) await context.SignOutAsync(SessionLabSetup.Scheme);
        else context.Response.Cookies.Delete(known.Cookie, known.Attributes());
        if (known == SignInMethod.BareId) await store.RemoveAsync(credential);
        if (known == SignInMethod.Token && labs.OfIssuer(tokens.IssuerOf(credential)) is { } lab && await tokens.CheckAsync(credential, lab) is { Token: { } token }) lab.TakeBack(token.Id, token.ValidTo);
        return Results.NoContent();
    }

    private static ClaimsPrincipal PersonOf(SessionLab lab) =>
        new(new ClaimsIdentity([new("name", SessionLab.Person), new("role", lab.Role), new(LabTicketStore.LabClaim, lab.Id)], SessionLabSetup.Scheme, "name", "role"));

    private static IResult NoSuchLane() => Problem("There is no such lane: token, session or id.", StatusCodes.Status404NotFound);

    private static IResult Problem(string sentence, int status) => Results.Json(new { problem = sentence }, statusCode: status);
}
