using System.Diagnostics;
using System.Security.Claims;
using BlazorJwt.AuthorizationServer;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Net.Http.Headers;

namespace BlazorJwt.Labs.Sessions;

/// <summary>Authenticates a request by one sign-in method, and measures what that costs: bytes, lookups and time.</summary>
internal sealed class SignInMethodCheck(SessionLabs labs, LabTicketStore store, SignInMethodTokens tokens, TimeProvider time)
{
    // No credential of this lab is as large.
    private const int MostBytes = 4096;

    /// <summary>Never throws on a credential, however broken.</summary>
    public async Task<SignInMethodReading> ReadAsync(HttpContext context, SignInMethod method)
    {
        var credential = CredentialOf(context.Request, method);
        var lookUps = new LookUpCount();
        context.Features.Set(lookUps);
        var own = labs.Find(context.User.SessionId() ?? "");

        var finding = credential switch
        {
            null or "" => new Finding(null, "The browser sent no cookie for this sign-in method."),
            { Length: > MostBytes } => new Finding(null, "The cookie is larger than any of this lab."),
            _ when method == SignInMethod.Token => await TokenAsync(credential, lookUps),
            _ when method == SignInMethod.Session => await SessionAsync(context),
            _ => await BareIdAsync(credential, context),
        };

        var known = finding.Refusal is null;
        var reading = new SignInMethodReading(
            method.Slug, known ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized, finding.Role, finding.Refusal,
            credential?.Length ?? 0, lookUps.Count, Math.Round(finding.Took.TotalMicroseconds),
            (finding.Lab ?? own)?.AsksDenylist ?? false, finding.EndsAt);
        // Only requests of the visitor's own browser fill the visitor's table: not the thief's, and not a stranger's.
        if (own is not null && (finding.Lab is null || finding.Lab == own)) own.Keep(method, reading, credential);
        return reading;
    }

    // From the raw header: the framework's own collection would give it unescaped.
    public static string? CredentialOf(HttpRequest request, SignInMethod method) =>
        CookieHeaderValue.TryParseList([.. request.Headers.Cookie.OfType<string>()], out var cookies)
            ? cookies.FirstOrDefault(cookie => cookie.Name == method.Cookie)?.Value.Value
            : null;

    private async Task<Finding> TokenAsync(string text, LookUpCount lookUps)
    {
        // A server with one issuer knows its key. Here each visitor has an issuer, and finding it is not part of what is measured.
        if (tokens.LabOf(text) is not { } lab) return new(null, SignInMethodTokens.NotOurs);
        var began = Stopwatch.GetTimestamp();
        var (token, refusal) = await tokens.CheckAsync(text, lab);
        if (token is not null && lab.AsksDenylist)
        {
            lookUps.Add();
            if (lab.IsRevoked(token.Id)) refusal = "The token was revoked: it is on the denylist.";
        }

        var took = Stopwatch.GetElapsedTime(began);
        return refusal is null
            ? new(lab, null, token!.GetPayloadValue<string>("role"), token.ValidTo, took)
            : new(lab, refusal, Took: took);
    }

    private async Task<Finding> SessionAsync(HttpContext context)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await context.AuthenticateAsync(SignInMethod.SessionScheme);
        return Of(result.Ticket, Stopwatch.GetElapsedTime(began));
    }

    private async Task<Finding> BareIdAsync(string id, HttpContext context)
    {
        var began = Stopwatch.GetTimestamp();
        var ticket = await store.RetrieveAsync(id, context, context.RequestAborted);
        if (ticket?.Properties.ExpiresUtc <= time.GetUtcNow()) ticket = null;
        return Of(ticket, Stopwatch.GetElapsedTime(began));
    }

    private Finding Of(AuthenticationTicket? ticket, TimeSpan took) =>
        // Another server may have begun the session. Then its ticket is here, and the rest of the lab is new.
        ticket?.Principal.FindFirstValue(LabTicketStore.LabClaim) is { } id && labs.For(id) is var lab
            ? new(lab, null, ticket!.Principal.FindFirstValue("role"), ticket.Properties.ExpiresUtc, took)
            : new(null, "The server has no such session.", Took: took);

    private sealed record Finding(
        SessionLab? Lab, string? Refusal, string? Role = null, DateTimeOffset? EndsAt = null, TimeSpan Took = default);
}
