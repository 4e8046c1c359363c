using System.Security.Cryptography;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Labs.Issuers;

/// <summary>Keeps the visitors' stand-ins: each a quarter of an hour after it was last used, and no more than a bounded number.</summary>
public sealed class SimulatedIssuerRuns(TimeProvider time) : IKeptForVisitor
{
    /// <summary>How long they last.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private const int Most = 500;
    private const int MostKeys = 3;

    // A key takes a moment to make, and it says nothing of who is trusted: all stand-ins begin with the same one, and each rotates alone.
    private readonly Lazy<TokenKey> _first = new(NewKey);
    private readonly BoundedSessions<SimulatedIssuerRun> _byVisitor = new(Most);
    private readonly BoundedSessions<SimulatedIssuerRun> _byName = new(Most);

    /// <summary>This visitor's stand-ins, begun when there are none.</summary>
    public SimulatedIssuerRun For(string visitorId) => Change(visitorId, run => run);

    /// <summary>Those with this name in their address; null when there are none, or they are over.</summary>
    public SimulatedIssuerRun? Find(string name) => _byName.Find(name) is { } run && run.EndsAt > time.GetUtcNow() ? run : null;

    /// <summary>Changes the key: the new one is published beside the former ones and signs from now on.</summary>
    public SimulatedIssuerRun Rotate(string visitorId)
    {
        var key = NewKey();
        return Change(visitorId, run => run with { Keys = [.. run.Keys.TakeLast(MostKeys - 1), key] });
    }

    void IKeptForVisitor.ChangeId(string former, string next, IdChange change)
    {
        if (change is IdChange.SignIn) _byVisitor.Move(former, next);
        _byVisitor.Take(former);
    }

    private SimulatedIssuerRun Change(string visitorId, Func<SimulatedIssuerRun, SimulatedIssuerRun> change)
    {
        var end = time.GetUtcNow() + Lifetime;
        SimulatedIssuerRun? changed = null;
        _byVisitor.Change(visitorId, now => changed = change(now is { } run && run.EndsAt > time.GetUtcNow() ? run : new(LabRequests.RandomName(), end, [_first.Value])) with { EndsAt = end });
        _byName.Put(changed!.Name, changed);
        return changed;
    }

    // As most of these issuers have it: RSA of 2048 bits, RS256.
    private static TokenKey NewKey() => TokenKey.FromRsa(RSA.Create(2048), SigningAlgorithms.RS256);
}
