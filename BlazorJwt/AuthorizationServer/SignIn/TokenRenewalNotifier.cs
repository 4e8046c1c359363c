using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>
/// Tells the circuits of a sign-in that its token was renewed. A circuit can't set a cookie, so the page asks an endpoint; the endpoint
/// can't reach a circuit, so it says it here.
/// </summary>
internal sealed class TokenRenewalNotifier
{
    /// <summary>Comes on a thread of its own: a circuit that is busy can't hold up the answer.</summary>
    public event Action<Renewal>? Renewed;

    /// <summary>The same, of those renewed by this server alone: for telling the others.</summary>
    internal event Action<Renewal>? RenewedHere;

    public void Tell(Renewal renewal)
    {
        Hear(renewal);
        if (RenewedHere is { } listeners) _ = Task.Run(() => listeners(renewal));
    }

    internal void Hear(Renewal renewal)
    {
        if (Renewed is { } listeners) _ = Task.Run(() => listeners(renewal));
    }
}

/// <summary>A token that takes the place of another.</summary>
internal sealed record Renewal(string VisitorId, RefreshFamily Family, IssuedToken Token)
{
    /// <summary>True for a token of this same sign-in and person: only for such a one the new token stands in.</summary>
    public bool Renews(ValidatedToken former) =>
        former.Subject == Family.Grant.Subject && former.Id != Token.JwtId && Family.Nodes.Any(node => node.AccessTokenId == former.Id);

    public override string ToString() => $"renewal of {Family.Id} (redacted)";
}
