using System.Collections.Concurrent;

namespace BlazorJwt.Tokens;

/// <summary>
/// The tokens that were taken back before they expired, by issuer and <c>jti</c>. Never by the token's text: an ECDSA signature (r, s) has
/// a twin (r, n-s) that verifies as well, so one token can be written in two ways.
/// </summary>
public sealed class Denylist(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Issuer, string JwtId), DateTimeOffset> _entries = new();
    private readonly ConcurrentDictionary<(string Issuer, string ClientId), DateTimeOffset> _clients = new();
    private readonly TimeSpan _sweepEvery = TimeSpan.FromMinutes(1);
    private long _nextSweep;

    /// <summary>How many tokens are on the list, those that expired since the last sweep included.</summary>
    public int Count => _entries.Count;

    /// <summary>Takes a token back.</summary>
    /// <param name="issuer">Its <c>iss</c>.</param>
    /// <param name="jwtId">Its <c>jti</c>.</param>
    /// <param name="until">When no check would accept it any more: its <c>exp</c> and the clock skew on top. The entry can go then.</param>
    public void Revoke(string issuer, string jwtId, DateTimeOffset until)
    {
        SweepWhenDue();
        _entries[(issuer, jwtId)] = until;
    }

    /// <summary>Takes back all that was issued to a client, whose id is never given to another one.</summary>
    /// <param name="issuer">The <c>iss</c> of its tokens.</param>
    /// <param name="clientId">Their <c>client_id</c>.</param>
    /// <param name="until">When the last of them is over, the clock skew on top.</param>
    public void RevokeClient(string issuer, string clientId, DateTimeOffset until)
    {
        SweepWhenDue();
        _clients[(issuer, clientId)] = until;
    }

    /// <summary>True when this token was taken back, or the client it was issued to.</summary>
    public bool IsRevoked(CheckedToken token) =>
        (token.Id is { Length: > 0 } jwtId && IsRevoked(token.Issuer, jwtId)) || IsClientRevoked(token);

    /// <summary>True when the client was revoked that this token was issued to.</summary>
    public bool IsClientRevoked(CheckedToken token) =>
        !_clients.IsEmpty && token.TryGetPayloadValue<string>("client_id", out var client) && client is not null && _clients.ContainsKey((token.Issuer, client));

    /// <summary>True when this token was taken back.</summary>
    public bool IsRevoked(string issuer, string jwtId) => _entries.ContainsKey((issuer, jwtId));

    private void SweepWhenDue()
    {
        var now = time.GetUtcNow();
        var due = Interlocked.Read(ref _nextSweep);
        if (now.UtcTicks < due || Interlocked.CompareExchange(ref _nextSweep, (now + _sweepEvery).UtcTicks, due) != due) return;
        foreach (var (token, until) in _entries)
        {
            if (until <= now) _entries.TryRemove(token, out _);
        }

        foreach (var (client, until) in _clients)
        {
            if (until <= now) _clients.TryRemove(client, out _);
        }
    }
}
