using BlazorJwt.Api.TrustedIssuers;

namespace BlazorJwt.Components.Debugger;

/// <summary>What came of asking an issuer for its keys.</summary>
/// <param name="Issuer">The issuer's identifier, as the token names it.</param>
public sealed record IssuerFinding(string Issuer, IssuerAnswer Answer)
{
    internal bool HasKeys => Answer.Problem is null;

    internal string Sentence => Answer.Problem
        ?? $"{(Answer.Keys == 1 ? "One public key" : $"{Answer.Keys} public keys")}, by the metadata at {Answer.Metadata}. A token that "
            + "names its own issuer proves nothing by it: whether you trust this one is for you to say.";
}
