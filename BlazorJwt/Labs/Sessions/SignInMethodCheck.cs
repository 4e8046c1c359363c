using System.Diagnostics;
using System.Security.Claims;
using BlazorJwt.AuthorizationServer;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Net.Http.Headers;

namespace BlazorJwt.Labs.Sessions;

/// <summary>Finds out who sent a request down a lane, and measures what that takes: bytes as received, look-ups as made, time as it passed.</summary>
internal sealed class SignInMethodCheck(SessionLabs labs, LabTicketStore store, SignInMethodTokens tokens, TimeProvider time)
{
    // Nothing this large was given out here.
    private const int MostBytes = 4096;

    private const string Nothing = "The request brought no cookie of this lane.";

    /// <summary>Never throws on a credential, however broken.</summary>
    public async Task<SignInMethodReading> ReadAsync(HttpContext context, SignInMethod lane)
    {
        var credential = CredentialOf(context.Request, lane);
        var lookUps = new LookUpCount();
        context.Features.Set(lookUps);
        var own = labs.Find(context.User.SessionId());

        var finding = credential switch
        {
            null or "" => new Finding(null, Nothing),
            { Length: > MostBytes } => new Finding(null, "This is larger than anything that was given out here."),
            _ when lane == SignInMethod.Token => await TokenAsync(credential, lookUps),
            _ when lane == SignInMethod.Session => await ReferenceAsync(context),
            _ => await BareIdAsync(credential, context),
        };

        var lab = finding.Lab ?? own;
        var known = finding.Refusal is null;
        var reading = new SignInMethodReading(
            lane.Slug, known ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized, finding.Role, finding.Refusal,
            credential?.Length ?? 0, lookUps.Count, Math.Round(finding.Took.TotalMicroseconds), lab?.AsksDenylist ?? false, finding.EndsAt);
        // Only what the visitor's own browser sends fills the visitor's table: not the thief's request, and not a stranger's.
        if (own is not null && (finding.Lab is null || finding.Lab == own)) own.Keep(lane, reading, credential);
        return reading;
    }

    // From the header as it came: the framework's own collection would give it unescaped.
    internal static string? CredentialOf(HttpRequest request, SignInMethod lane) =>
        CookieHeaderValue.TryParseList([.. request.Headers.Cookie.OfType<string>()], out var cookies)
            ? cookies.FirstOrDefault(cookie => cookie.Name == lane.Cookie)?.Value.Value
            : null;

    private async Task<Finding> TokenAsync(string text, LookUpCount lookUps)
    {
        // A server with one issuer knows its key. Here each visitor has an issuer, and finding it is no part of what is measured.
        if (labs.OfIssuer(tokens.IssuerOf(text)) is not { } lab) return new(null, "This is no token of this lab.");
        var began = Stopwatch.GetTimestamp();
        var (token, refusal) = await tokens.CheckAsync(text, lab);
        if (token is not null && lab.AsksDenylist && lab.IsTakenBack(token.Id, lookUps)) refusal = "The token was taken back: it stands on the denylist.";
        var took = Stopwatch.GetElapsedTime(began);
        return refusal is null
            ? new(lab, null, token!.GetPayloadValue<string>("role"), token.ValidTo, took)
            : new(lab, refusal, Took: took);
    }

    private async Task<Finding> ReferenceAsync(HttpContext context)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await context.AuthenticateAsync(SessionLabSetup.Scheme);
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
        // A session that another server began: its ticket is here, and the rest of the lab begins anew.
        ticket?.Principal.FindFirstValue(LabTicketStore.LabClaim) is { } id && labs.For(id) is var lab
            ? new(lab, null, ticket!.Principal.FindFirstValue("role"), ticket.Properties.ExpiresUtc, took)
            : new(null, "The server knows no such session.", Took: took);

    private sealed record Finding(SessionLab? Lab, string? Refusal, string? Role = null, DateTimeOffset? EndsAt = null, TimeSpan Took = default);
}
