using System.Collections.Concurrent;

namespace BlazorJwt.Tokens.Validation;

/// <summary>
/// The tokens that were revoked before they expired, by issuer and <c>jti</c>. Never by the token's text: an ECDSA signature (r, s) has
/// a twin (r, n-s) that verifies as well, so one token can be written in two ways.
/// </summary>
/// <remarks>
/// Where several servers share a store, this is the copy that one of them asks (docs/decisions/0012-what-several-servers-share.md). What is
/// revoked here is refused here at once, whether or not the others could be told.
/// </remarks>
internal sealed class Denylist
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly IDenylistStore _store;
    private readonly ConcurrentDictionary<(string Issuer, string JwtId), DateTimeOffset> _entries = new();
    private readonly ConcurrentDictionary<(string Issuer, string ClientId), DateTimeOffset> _clients = new();
    private long _nextSweep;

    // Asked with every request, and hardly ever true; to ask an empty dictionary whether it is empty takes its locks.
    private volatile bool _knowsClients;

    /// <summary>The denylist of one server alone.</summary>
    internal Denylist(TimeProvider time)
        : this(time, new DenylistInMemory())
    {
    }

    internal Denylist(TimeProvider time, IDenylistStore store) => (_time, _store) = (time, store);

    /// <summary>How many tokens are on the list, those that expired since the last sweep included.</summary>
    public int Count => _entries.Count;

    /// <summary>Raised when something was put on the list, here or by another server. Listeners are quick and throw nothing.</summary>
    public event Action? Changed;

    /// <inheritdoc cref="IDenylistStore.IsShared"/>
    internal bool IsShared => _store.IsShared;

    /// <summary>False while nobody can say what other servers revoked: then no token may be accepted.</summary>
    public bool CanAnswer => _store.IsCurrent;

    /// <summary>Revokes a token, on this server alone.</summary>
    /// <param name="issuer">Its <c>iss</c>.</param>
    /// <param name="jwtId">Its <c>jti</c>.</param>
    /// <param name="until">When no check would accept it any more: its <c>exp</c> and the clock skew on top. The entry can go then.</param>
    public void Revoke(string issuer, string jwtId, DateTimeOffset until) => TakeOver([new(issuer, jwtId, false, until)]);

    /// <summary>Revokes a token: here at once, and elsewhere a moment later.</summary>
    internal void Discard(DenylistEntry entry)
    {
        TakeOver([entry]);
        _store.WriteLater(entry);
    }

    /// <summary>Revokes tokens, or all that was issued to a client: here at once, and on every server that shares the list.</summary>
    /// <exception cref="StoreUnreachableException">The other servers could not be told. They are, as soon as they can be.</exception>
    internal Task RevokeAsync(params IReadOnlyCollection<DenylistEntry> entries)
    {
        TakeOver(entries);
        return entries.Count == 0 ? Task.CompletedTask : _store.WriteAsync(entries);
    }

    /// <summary>True when this token was revoked, or the client it was issued to.</summary>
    public bool IsRevoked(ValidatedToken token) =>
        (token.Id is { Length: > 0 } jwtId && IsRevoked(token.Issuer, jwtId)) || IsClientRevoked(token);

    /// <summary>True when the client was revoked that this token was issued to.</summary>
    public bool IsClientRevoked(ValidatedToken token) =>
        _knowsClients && token.TryGetPayloadValue<string>("client_id", out var client) && client is not null
            && _clients.ContainsKey((token.Issuer, client));

    /// <summary>True when this token was revoked.</summary>
    public bool IsRevoked(string issuer, string jwtId) => _entries.ContainsKey((issuer, jwtId));

    /// <summary>Takes over what other servers revoked.</summary>
    internal void TakeOver(IEnumerable<DenylistEntry> entries)
    {
        SweepWhenDue();
        var hasChanged = false;
        foreach (var entry in entries)
        {
            hasChanged = true;
            (entry.IsClient ? _clients : _entries)[(entry.Issuer, entry.Name)] = entry.Until;
            if (entry.IsClient) _knowsClients = true;
        }

        if (hasChanged) Changed?.Invoke();
    }

    /// <summary>All that is on the list, to tell a store that lost it.</summary>
    internal IReadOnlyCollection<DenylistEntry> All()
    {
        var now = _time.GetUtcNow();
        return
        [
            .. _entries.Where(entry => entry.Value > now)
                .Select(entry => new DenylistEntry(entry.Key.Issuer, entry.Key.JwtId, false, entry.Value)),
            .. _clients.Where(entry => entry.Value > now)
                .Select(entry => new DenylistEntry(entry.Key.Issuer, entry.Key.ClientId, true, entry.Value)),
        ];
    }

    private void SweepWhenDue()
    {
        var now = _time.GetUtcNow();
        var due = Interlocked.Read(ref _nextSweep);
        if (now.UtcTicks < due || Interlocked.CompareExchange(ref _nextSweep, (now + SweepEvery).UtcTicks, due) != due) return;
        Sweep(_entries, now);
        Sweep(_clients, now);
    }

    private static void Sweep(ConcurrentDictionary<(string, string), DateTimeOffset> entries, DateTimeOffset now)
    {
        foreach (var entry in entries.Where(entry => entry.Value <= now)) entries.TryRemove(entry);
    }
}
