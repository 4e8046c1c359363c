using System.Text.Json;
using BlazorJwt.Api.Client;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Labs.KeepSafe;

namespace BlazorJwt.Labs.Refresh;

/// <summary>
/// A refresh family to play with: a script of the visitor's that signs in at the token endpoint, and a thief who can take its refresh token.
/// Both ask over real HTTP. Kept for each visitor alone, bounded; the app's own sign-in is not touched.
/// </summary>
public sealed class RefreshLab(OrdersClient api, RefreshTokens refresh, DemoPeople people) : IKeptForVisitor
{
    /// <summary>Whose script holds a token.</summary>
    public const string Owner = "owner";

    /// <summary>Who took one.</summary>
    public const string Thief = "thief";

    private const int MostRuns = 500;
    private readonly BoundedSessions<RefreshRun> _runs = new(MostRuns);

    /// <summary>What this visitor's script and its thief hold; null before the script signed in.</summary>
    public RefreshRun? For(string session) => _runs.Find(session);

    /// <summary>The script signs in, and a new family begins. The former one is left to itself.</summary>
    /// <param name="visitor">Whose script.</param>
    /// <param name="name">The person it signs in as.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How it ended. After a refusal, or without an answer, the former family is still there.</returns>
    public async Task<RefreshStep> SignInAsync(LabVisitor visitor, string name, CancellationToken cancellation)
    {
        if (people.Listed.FirstOrDefault(person => person.Name == name) is not { } person)
            return new(Owner, null, "The script signs in as one of the demo people, and you are none of them.", null);
        var answer = await api.SendAsync(ApiCall.SignIn(person.Name, person.Password), (string?)null, visitor.Id, cancellation);
        if (Tokens(answer) is not { } tokens)
            return new(Owner, answer.Status, answer.Failure ?? "The token endpoint refused the sign-in. Wait a few seconds and try again.", false);
        // Who holds a refresh token may say whose family it is. So it stands in the visitor's list of sessions.
        await refresh.GiveAsync(tokens.Refresh, visitor.Session, "Script of this lesson, at /token");
        var step = new RefreshStep(Owner, answer.Status, "The script signed in, and holds the first pair of tokens.", true);
        _runs.Put(visitor.Session, await NamedAsync(new(tokens.Refresh, tokens.Access, null, step), tokens.Refresh, Owner));
        return step;
    }

    /// <summary>The owner's script exchanges its refresh token.</summary>
    public async Task RefreshAsync(LabVisitor visitor, CancellationToken cancellation)
    {
        if (For(visitor.Session) is not { } run) return;
        var (answer, tokens) = await ExchangeAsync(run.OwnerRefresh, visitor, cancellation);
        var next = tokens is null ? run : await NamedAsync(run with { OwnerRefresh = tokens.Refresh, OwnerAccess = tokens.Access }, tokens.Refresh, Owner);
        _runs.Put(visitor.Session, next with { Last = await StepAsync(Owner, answer, next, "The owner got the next pair. The token it came with is used up.") });
    }

    /// <summary>Two tabs of the owner's exchange the same token at the same time, as they do when both wake up.</summary>
    public async Task RefreshInTwoTabsAsync(LabVisitor visitor, CancellationToken cancellation)
    {
        if (For(visitor.Session) is not { } run) return;
        var answers = await Task.WhenAll(ExchangeAsync(run.OwnerRefresh, visitor, cancellation), ExchangeAsync(run.OwnerRefresh, visitor, cancellation));
        var next = run;
        foreach (var (_, tokens) in answers)
        {
            // Tabs share their cookies: the answer that comes last is what both go on with.
            if (tokens is not null) next = await NamedAsync(next with { OwnerRefresh = tokens.Refresh, OwnerAccess = tokens.Access }, tokens.Refresh, Owner);
        }

        var refused = answers.FirstOrDefault(answer => answer.Tokens is null).Answer;
        _runs.Put(visitor.Session, next with { Last = await StepAsync("two tabs", refused ?? answers[0].Answer, next, "Both tabs got a pair, of one generation. The second came within the grace window, so it was not taken for a thief.") });
    }

    /// <summary>A thief copies the refresh token the owner holds now. The owner notices nothing.</summary>
    public async Task StealAsync(LabVisitor visitor)
    {
        if (For(visitor.Session) is not { } run) return;
        var node = await refresh.NodeOfAsync(run.OwnerRefresh);
        _runs.Put(visitor.Session, run with { ThiefRefresh = run.OwnerRefresh, Last = new(Thief, null, $"The thief has a copy of token {node?.Number}. Nothing went over the wire, and the server knows nothing of it.", null) });
    }

    /// <summary>The thief exchanges what it holds, from elsewhere.</summary>
    public async Task UseStolenAsync(LabVisitor visitor, CancellationToken cancellation)
    {
        if (For(visitor.Session) is not { ThiefRefresh: { } stolen } run) return;
        var before = await refresh.NodeOfAsync(stolen);
        var (answer, tokens) = await ExchangeAsync(stolen, visitor, cancellation);
        var next = tokens is null ? run : await NamedAsync(run with { ThiefRefresh = tokens.Refresh }, tokens.Refresh, Thief);
        var sentence = before?.UsedAt is null
            ? "The thief was first, and holds a pair. The owner does not know it yet: see what happens when the owner refreshes."
            : "The thief came within the grace window with a used token, and was taken for a second tab. The next refresh of one of the two passes the other’s token over: when that is used, the family ends.";
        _runs.Put(visitor.Session, next with { Last = await StepAsync(Thief, answer, next, sentence) });
    }

    /// <summary>The owner's script calls the API with its newest access token.</summary>
    public async Task CallApiAsync(LabVisitor visitor, CancellationToken cancellation)
    {
        if (For(visitor.Session) is not { } run) return;
        var answer = await api.SendAsync(ApiCall.Orders, run.OwnerAccess, visitor.Id, cancellation);
        var sentence = answer.Failure ?? (answer.Succeeded ? "The owner’s access token is good." : "The owner’s access token was taken back with the family, before it expired.");
        _runs.Put(visitor.Session, run with { Last = new(Owner, answer.Status, sentence, answer.Succeeded) });
    }

    // Its family is in the visitor's list of sessions, and ends with them.
    void IKeptForVisitor.ChangeId(string former, string next, IdChange change) => _runs.Take(VisitorCookie.SessionIdOf(former));

    private async Task<(ApiAnswer Answer, Pair? Tokens)> ExchangeAsync(string token, LabVisitor visitor, CancellationToken cancellation)
    {
        var answer = await api.SendAsync(ApiCall.Refresh(token), (string?)null, visitor.Id, cancellation);
        return (answer, Tokens(answer));
    }

    private async Task<RefreshRun> NamedAsync(RefreshRun run, string token, string holder) =>
        await refresh.NodeOfAsync(token) is { } node ? run with { Holders = new Dictionary<int, string>(run.Holders) { [node.Number] = holder } } : run;

    // The client is told invalid_grant and no more. The lesson looks behind the counter.
    private async Task<RefreshStep> StepAsync(string who, ApiAnswer answer, RefreshRun run, string whenDone)
    {
        if (answer.Succeeded) return new(who, answer.Status, whenDone, true);
        if (answer.Failure is { } failure) return new(who, answer.Status, failure, false);
        var family = await refresh.FindAsync(run.OwnerRefresh);
        return new(who, answer.Status, family?.End switch
        {
            { Reason: RefreshEndReason.Reused, Node: { } node } => $"invalid_grant. Token {node} {(IsPassedOver(family, node) ? "was passed over, and was used all the same" : "was reused")}, so two parties hold this family. The family ended: none of its tokens is accepted any more, whoever holds it.",
            { } => "invalid_grant. The family was ended from the list of sessions.",
            null => "invalid_grant. The server does not know this token, or its time is over.",
        }, false);
    }

    private static bool IsPassedOver(RefreshFamily family, int number) => family.Nodes.Any(node => node.Number == number && node.UsedAt is null);

    private static Pair? Tokens(ApiAnswer answer)
    {
        if (!answer.Succeeded || answer.Body is null) return null;
        using var json = JsonDocument.Parse(answer.Body);
        return json.RootElement.TryGetProperty("access_token", out var access) && json.RootElement.TryGetProperty("refresh_token", out var next)
            ? new(access.GetString()!, next.GetString()!)
            : null;
    }

    private sealed record Pair(string Access, string Refresh)
    {
        public override string ToString() => "tokens (redacted)";
    }
}

/// <summary>The visitor a lab works for.</summary>
/// <param name="Id">The visitor's id, for the HTTP log.</param>
/// <param name="Session">The session of the visitor's browser, under which the lab keeps its things.</param>
public sealed record LabVisitor(string Id, string Session)
{
    /// <summary>Names nobody.</summary>
    public override string ToString() => "a visitor (redacted)";
}

/// <summary>What the script and the thief hold.</summary>
/// <param name="OwnerRefresh">The owner's newest refresh token.</param>
/// <param name="OwnerAccess">The owner's newest access token.</param>
/// <param name="ThiefRefresh">The refresh token the thief holds; null for none.</param>
/// <param name="Last">What was done last.</param>
public sealed record RefreshRun(string OwnerRefresh, string OwnerAccess, string? ThiefRefresh, RefreshStep Last)
{
    /// <summary>Who got each token from the server, by its number.</summary>
    public IReadOnlyDictionary<int, string> Holders { get; init; } = new Dictionary<int, string>();

    /// <summary>Names no token.</summary>
    public override string ToString() => "refresh run (redacted)";
}

/// <summary>A step of the lab, and how it ended.</summary>
/// <param name="Who">Who did it.</param>
/// <param name="Status">The status of the answer; null when nothing was sent.</param>
/// <param name="Sentence">What it means.</param>
/// <param name="Succeeded">Whether a token was handed out or accepted; null when nothing was sent.</param>
public sealed record RefreshStep(string Who, int? Status, string Sentence, bool? Succeeded);
