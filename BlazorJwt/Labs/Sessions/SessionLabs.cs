using BlazorJwt.AuthorizationServer;

namespace BlazorJwt.Labs.Sessions;

/// <summary>The labs of all visitors, each for its visitor alone.</summary>
internal sealed class SessionLabs(TimeProvider time, ISessionStore tickets) : PerVisitor<SessionLab>(500)
{
    /// <summary>The lab of this session, made now when there is none.</summary>
    public SessionLab For(string session) => Update(session, known => known ?? new(session, time));

    /// <summary>
    /// The lab that an <c>iss</c> names; null when there is none. It chooses the key for the check, and is trusted for nothing else.
    /// </summary>
    public SessionLab? OfIssuer(string? issuer) =>
        issuer?.StartsWith(SessionLab.IssuerRoot, StringComparison.Ordinal) is true ? Find(issuer[SessionLab.IssuerRoot.Length..]) : null;

    protected override void End(SessionLab ended) => _ = tickets.RemoveAsync(ended.Sessions());
}
