using System.Text.Json;
using BlazorJwt.Api.Client;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Labs.Refresh;

/// <summary>
/// A refresh family to experiment with: a client of the visitor's that signs in at the token endpoint, and a thief who can copy its refresh
/// token. Both send real HTTP requests. The app's own sign-in is not touched. A family is in the visitor's list of sessions, and ends with
/// them.
/// </summary>
internal sealed class RefreshLab(OrdersClient api, RefreshTokens refresh, DemoPeople people) : PerVisitor<RefreshRun>(500)
{
    public const string Owner = "owner";
    public const string Thief = "thief";

    /// <summary>Signs the client in, which starts a new family. The family before is left alone.</summary>
    /// <returns>The outcome. After a refusal, or without an answer, the visitor still has the family before.</returns>
    public async Task<RefreshStep> SignInAsync(LabVisitor visitor, string name, CancellationToken cancellation)
    {
        if (people.Listed.FirstOrDefault(person => person.Name == name) is not { } person)
            return new(Owner, null, "The client signs in as one of the demo people, and you are not one of them.", null);
        var answer = await api.SendAsync(ApiCall.SignIn(person.Name, person.Password), (string?)null, visitor.Id, cancellation);
        if (Tokens(answer) is not { } tokens)
        {
            var failure = answer.Failure ?? "The token endpoint refused the sign-in. Wait a few seconds and try again.";
            return new(Owner, answer.Status, failure, false);
        }

        // Anyone who holds a refresh token may say whose family it is. So it appears in the visitor's list of sessions.
        await refresh.GiveAsync(tokens.Refresh, visitor.Session, "Client of this lesson, at /token");
        var step = new RefreshStep(Owner, answer.Status, "The client signed in, and holds the first pair of tokens.", true);
        Put(visitor.Session, await NamedAsync(new(tokens.Refresh, tokens.Access, null, step), tokens.Refresh, Owner));
        return step;
    }

    public async Task RefreshAsync(LabVisitor visitor, CancellationToken cancellation)
    {
        if (Find(visitor.Session) is not { } run) return;
        var (answer, tokens) = await ExchangeAsync(run.OwnerRefresh, visitor, cancellation);
        var next = await OwnerGotAsync(run, tokens);
        await FinishAsync(visitor, next, Owner, answer, "The owner got the next pair. The refresh token that was sent is used up.");
    }

    /// <summary>Two tabs of the owner exchange the same token at the same time, as they do when both wake up.</summary>
    public async Task RefreshInTwoTabsAsync(LabVisitor visitor, CancellationToken cancellation)
    {
        if (Find(visitor.Session) is not { } run) return;
        var answers = await Task.WhenAll(
            ExchangeAsync(run.OwnerRefresh, visitor, cancellation), ExchangeAsync(run.OwnerRefresh, visitor, cancellation));
        // Tabs share their cookies, so both continue with the answer that arrives last.
        foreach (var (_, tokens) in answers) run = await OwnerGotAsync(run, tokens);
        var shown = answers.FirstOrDefault(answer => answer.Tokens is null, answers[0]).Answer;
        await FinishAsync(visitor, run, "two tabs", shown,
            "Both tabs got a pair, of one generation. The second request arrived within the grace window, so it did not count as reuse.");
    }

    /// <summary>A thief copies the refresh token that the owner holds now. The owner notices nothing.</summary>
    public async Task StealAsync(LabVisitor visitor)
    {
        if (Find(visitor.Session) is not { } run) return;
        var node = await refresh.NodeOfAsync(run.OwnerRefresh);
        var sentence = $"The thief has a copy of token {node?.Number}. No request was sent, so the server knows nothing of it.";
        Put(visitor.Session, run with { ThiefRefresh = run.OwnerRefresh, Last = new(Thief, null, sentence, null) });
    }

    /// <summary>The thief exchanges the stolen token, from elsewhere.</summary>
    public async Task UseStolenAsync(LabVisitor visitor, CancellationToken cancellation)
    {
        if (Find(visitor.Session) is not { ThiefRefresh: { } stolen } run) return;
        var before = await refresh.NodeOfAsync(stolen);
        var (answer, tokens) = await ExchangeAsync(stolen, visitor, cancellation);
        var next = tokens is null ? run : await NamedAsync(run with { ThiefRefresh = tokens.Refresh }, tokens.Refresh, Thief);
        await FinishAsync(visitor, next, Thief, answer, before?.UsedAt is null
            ? "The thief was first, and holds a pair. The owner does not know it yet: see what happens when the owner refreshes."
            : "The thief sent a used token within the grace window, which looks like a second tab. As soon as one of the two refreshes, "
                + "the other’s token is passed over: when it is used, the family ends.");
    }

    public async Task CallApiAsync(LabVisitor visitor, CancellationToken cancellation)
    {
        if (Find(visitor.Session) is not { } run) return;
        var answer = await api.SendAsync(ApiCall.Orders, run.OwnerAccess, visitor.Id, cancellation);
        var sentence = answer.Failure ?? (answer.Succeeded
            ? "The owner’s access token is valid."
            : "The owner’s access token was revoked with the family, before it expired.");
        Put(visitor.Session, run with { Last = new(Owner, answer.Status, sentence, answer.Succeeded) });
    }

    private async Task<(ApiAnswer Answer, Pair? Tokens)> ExchangeAsync(string token, LabVisitor visitor, CancellationToken cancellation)
    {
        var answer = await api.SendAsync(ApiCall.Refresh(token), (string?)null, visitor.Id, cancellation);
        return (answer, Tokens(answer));
    }

    private async Task<RefreshRun> OwnerGotAsync(RefreshRun run, Pair? tokens) =>
        tokens is null ? run
            : await NamedAsync(run with { OwnerRefresh = tokens.Refresh, OwnerAccess = tokens.Access }, tokens.Refresh, Owner);

    private async Task<RefreshRun> NamedAsync(RefreshRun run, string token, string holder) =>
        await refresh.NodeOfAsync(token) is { } node
            ? run with { Holders = new Dictionary<int, string>(run.Holders) { [node.Number] = holder } }
            : run;

    private async Task FinishAsync(LabVisitor visitor, RefreshRun run, string who, ApiAnswer answer, string whenDone)
    {
        var sentence = answer.Succeeded ? whenDone : answer.Failure ?? await WhyRefusedAsync(run);
        Put(visitor.Session, run with { Last = new(who, answer.Status, sentence, answer.Succeeded) });
    }

    // The client is told invalid_grant and no more. The lesson also says what the server knows.
    private async Task<string> WhyRefusedAsync(RefreshRun run)
    {
        var family = await refresh.FindAsync(run.OwnerRefresh);
        if (family?.End is not { } end) return "invalid_grant. The server does not know this token, or it has expired.";
        if (end is not { Reason: RefreshEndReason.Reused, Node: { } number })
            return "invalid_grant. The family was ended in the list of sessions.";
        var isPassedOver = family.Nodes.Any(node => node.Number == number && node.UsedAt is null);
        var how = isPassedOver ? "was used after it had been passed over" : "was reused";
        return $"invalid_grant. Token {number} {how}, so two parties hold this family. "
            + "The family ended: none of its tokens is accepted any more.";
    }

    private static Pair? Tokens(ApiAnswer answer)
    {
        if (!answer.Succeeded || answer.Body is null) return null;
        using var json = JsonDocument.Parse(answer.Body);
        var (access, next) = (json.RootElement.Text("access_token"), json.RootElement.Text("refresh_token"));
        return access is null || next is null ? null : new(access, next);
    }

    private sealed record Pair(string Access, string Refresh)
    {
        public override string ToString() => "tokens (redacted)";
    }
}
