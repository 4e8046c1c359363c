using BlazorJwt.AuthorizationServer;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>The tokens that the server keeps itself, one for a session, bounded. The browser has no part of them.</summary>
public sealed class ServerTokens : IKeptForVisitor
{
    private const int MostSessions = 1000;
    private readonly BoundedSessions<string> _bySession = new(MostSessions);

    /// <summary>Keeps a token for this session, in place of the one before.</summary>
    public void Put(string session, string token) => _bySession.Put(session, token);

    /// <summary>The token of this session; null when there is none.</summary>
    public string? Find(string session) => _bySession.Find(session);

    /// <summary>Forgets it.</summary>
    public void Remove(string session) => _bySession.Take(session);

    /// <summary>Hands what is kept for one session to another, of the same visitor: a browser that was closed comes back with a new one.</summary>
    public void Move(string from, string to) => _bySession.Move(from, to);

    void IKeptForVisitor.ChangeId(string former, string next, IdChange change) => Remove(VisitorCookie.SessionIdOf(former));
}
