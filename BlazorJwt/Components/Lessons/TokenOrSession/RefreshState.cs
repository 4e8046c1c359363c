using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.Components.Teaching;
using BlazorJwt.Labs.Refresh;
using BlazorJwt.Tokens;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Components.Lessons.TokenOrSession;

/// <summary>A family of refresh tokens, as the server keeps it, and what its owner and a thief did last.</summary>
internal sealed class RefreshState(RefreshLab lab, RefreshTokens refresh, IOptions<RefreshOptions> options, TimeProvider time)
{
    private RefreshStep? _refusal;

    public ExperimentRun Run { get; } = new();

    public LabVisitor Visitor { get; private set; } = default!;

    /// <summary>What the owner's script and the thief hold; null before the script signed in.</summary>
    public RefreshRun? Held { get; private set; }

    public RefreshFamily? Family { get; private set; }

    public RefreshStep? Last => _refusal ?? Held?.Last;

    /// <summary>How long a used token of the generation before still gives one more pair; null when it gives none.</summary>
    public DateTimeOffset? GraceEnds => Family is { Generation: > 1, End: null } family
        && family.GenerationBeganAt + options.Value.Grace is var ends && ends > time.GetUtcNow() ? ends : null;

    /// <summary>Reads what the server keeps of this visitor.</summary>
    public Task ShowAsync(string visitorId)
    {
        Visitor = new(visitorId, ClaimsPrincipalExtensions.SessionOf(visitorId)!);
        return ReadAsync();
    }

    public Task ReadAsync() => Run.ReadAsync(async () =>
    {
        Held = lab.Find(Visitor.Session);
        Family = Held is null ? null : await refresh.FindAsync(Held.OwnerRefresh);
    });

    public Task SignInAsync(string person) => DoAsync(async (visitor, cancellation) =>
        _refusal = await lab.SignInAsync(visitor, person, cancellation) is { Succeeded: not true } refusal ? refusal : null);

    /// <summary>Sends a request, and reads what the server made of it.</summary>
    public Task DoAsync(Func<LabVisitor, CancellationToken, Task> request) => Run.RunAsync(async cancellation =>
    {
        _refusal = null;
        await request(Visitor, cancellation);
        await ReadAsync();
    });

    /// <summary>What a token of the family is worth: a verdict, and words. In a family that ended none is worth anything.</summary>
    public static (string Kind, string Words) Worth(RefreshFamily family, RefreshNode node) => family switch
    {
        { End.Node: { } reused } when reused == node.Number => ("bad", node.UsedAt is null ? "used after it was passed over" : "reused"),
        { End: not null } => ("bad", "ended"),
        _ when node.Generation == family.Generation => ("good", "can be used"),
        _ => ("untried", node.UsedAt is null ? "passed over" : "used up"),
    };
}
