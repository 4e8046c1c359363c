using System.Security.Cryptography;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Labs.Issuers;

/// <summary>The visitors' simulated issuers. Those of one visitor end a quarter of an hour after they were last used.</summary>
internal sealed class SimulatedIssuerRuns(TimeProvider time) : PerVisitor<SimulatedIssuerRun>(MostVisitors, IdChange.SignIn)
{
    private const int MostVisitors = 500;
    private const int MostKeys = 3;

    // An RSA key takes a moment to make, and it does not decide who is trusted: all begin with the same one, and each rotates alone.
    private readonly Lazy<TokenKey> _first = new(NewKey);
    private readonly BoundedStore<SimulatedIssuerRun> _byName = new(MostVisitors);

    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(15);

    /// <summary>This visitor's, made now when there are none.</summary>
    public SimulatedIssuerRun For(string visitorId) => Change(visitorId, run => run);

    /// <summary>Those with this name in their address; null when there are none, or they are over.</summary>
    public SimulatedIssuerRun? Named(string name) => _byName.Find(name) is { } run && run.EndsAt > time.GetUtcNow() ? run : null;

    /// <summary>Rotates the signing key: the new one is published next to the former ones, and signs from now on.</summary>
    public SimulatedIssuerRun Rotate(string visitorId)
    {
        var key = NewKey();
        return Change(visitorId, run => run with { Keys = [.. run.Keys.TakeLast(MostKeys - 1), key] });
    }

    private SimulatedIssuerRun Change(string visitorId, Func<SimulatedIssuerRun, SimulatedIssuerRun> change)
    {
        var now = time.GetUtcNow();
        var run = Update(ClaimsPrincipalExtensions.SessionOf(visitorId), known =>
            change(known?.EndsAt > now ? known : new(LabRequests.RandomName(), now, [_first.Value])) with { EndsAt = now + Lifetime });
        _byName.Put(run.Name, run);
        return run;
    }

    // As most of these issuers have it.
    private static TokenKey NewKey() => TokenKey.FromRsa(RSA.Create(2048), SigningAlgorithms.RS256);
}
