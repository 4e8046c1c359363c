using System.Collections.Concurrent;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.AuthorizationServer;

/// <summary>
/// Signs the tokens of experiments: good ones, which a visitor sees, sends or puts where a script can steal them. Each lives for a minute
/// at most, and ends before that when its experiment is over or its visitor signs out. So none outlives the sign-in that it was made from.
/// </summary>
internal sealed class ExperimentTokens(TokenService tokens, TimeProvider time)
{
    // Bounded by time: what has expired goes with the next one that is made.
    private readonly ConcurrentDictionary<string, (string? Session, IssuedToken Token)> _alive = new(StringComparer.Ordinal);

    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Signs one. It ends with <see cref="End"/>, and with the session that it names.</summary>
    public IssuedToken Issue(TokenRequest request)
    {
        var over = time.GetUtcNow() - tokens.Policy.ClockSkew;
        foreach (var (id, _) in _alive.Where(entry => entry.Value.Token.ExpiresAt <= over)) _alive.TryRemove(id, out var _);
        var issued = tokens.Issue(request with { Lifetime = request.Lifetime < Lifetime ? request.Lifetime : Lifetime });
        _alive[issued.JwtId] = (request.SessionId, issued);
        return issued;
    }

    /// <summary>Signs one to look at, or to be refused: it is revoked before anybody has it. It says of its life what the request
    /// says.</summary>
    public IssuedToken IssueRevoked(TokenRequest request)
    {
        var issued = tokens.Issue(request);
        tokens.Discard(issued);
        return issued;
    }

    /// <summary>Revokes one, whose experiment is over. Any other text is left alone: the visitor's own token, a forgery,
    /// nonsense.</summary>
    public void End(string? text)
    {
        if (tokens.Decode(text).Payload is { } payload && payload.Text("jti") is { } id && _alive.TryRemove(id, out var ended))
            tokens.Discard(ended.Token);
    }

    internal void EndAll(string session)
    {
        foreach (var (id, made) in _alive.Where(entry => entry.Value.Session == session))
        {
            if (_alive.TryRemove(id, out _)) tokens.Discard(made.Token);
        }
    }
}
