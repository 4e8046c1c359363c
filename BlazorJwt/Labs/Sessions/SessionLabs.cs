using BlazorJwt.Labs.KeepSafe;

namespace BlazorJwt.Labs.Sessions;

/// <summary>The labs of all visitors, each for its visitor alone. Bounded: the visitor who was quiet longest goes first.</summary>
public sealed class SessionLabs(TimeProvider time)
{
    private const int Most = 500;
    private readonly BoundedSessions<SessionLab> _bySession = new(Most);

    /// <summary>The lab of this session, made now when there is none.</summary>
    public SessionLab For(string session)
    {
        if (_bySession.Find(session) is { } known) return known;
        SessionLab? lab = null;
        _bySession.Change(session, before => lab = before ?? new(session, time));
        return lab!;
    }

    /// <summary>The lab of this session; null when there is none.</summary>
    public SessionLab? Find(string? session) => session is null ? null : _bySession.Find(session);

    /// <summary>Ends the lab of this session.</summary>
    /// <returns>The lab; null when there was none.</returns>
    internal SessionLab? End(string session) => _bySession.Take(session);

    /// <summary>The lab that an <c>iss</c> names; null when there is none. It says whose key to check with, and nothing else is believed.</summary>
    internal SessionLab? OfIssuer(string? issuer) =>
        issuer?.StartsWith(SessionLab.IssuerRoot, StringComparison.Ordinal) is true ? _bySession.Find(issuer[SessionLab.IssuerRoot.Length..]) : null;
}
