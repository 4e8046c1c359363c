using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tokens.Jws;

/// <summary>The decision on a signature. It says nothing of issuer, audience or time.</summary>
/// <param name="Refusal">The check that failed, and why; null when the signature fits.</param>
/// <param name="Key">The key it was checked with; null when it never came that far.</param>
internal sealed record JwsVerdict(TokenRefusal? Refusal, TokenKey? Key)
{
    public bool Accepted => Refusal is null;
}
