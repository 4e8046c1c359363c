using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Labs.KeepSafe.Guestbook;

/// <summary>
/// Tokens to be stolen. They look like real ones and are signed, by an issuer and a key that only this lab knows: the API trusts neither
/// and rejects them. They name nobody.
/// </summary>
internal sealed class DecoyTokens(TimeProvider time)
{
    /// <summary>RFC 2606 reserves <c>.invalid</c>, so it is never the name of a real issuer.</summary>
    public const string Issuer = "https://guestbook.invalid";

    private readonly TokenKey _key = TokenKey.Create(SecurityAlgorithms.EcdsaSha256);
    private readonly JsonWebTokenHandler _writer = new() { SetDefaultTimesOnTokenCreation = false };

    public string Make(string place)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return _writer.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = "guestbook",
            IssuedAt = now,
            NotBefore = now,
            Expires = now + LabRun.Lifetime,
            TokenType = "at+jwt",
            SigningCredentials = new(_key.SecurityKey, _key.Algorithm),
            Claims = new Dictionary<string, object> { ["sub"] = "decoy", ["jti"] = LabRequests.RandomName(), ["place"] = place },
        });
    }
}
