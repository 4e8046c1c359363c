using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Labs.KeepSafe.Guestbook;

/// <summary>
/// Tokens to be stolen. They look like the real ones and are signed, by an issuer and a key that are known to this lab alone: the API trusts
/// neither and refuses them. They name nobody.
/// </summary>
public sealed class DecoyTokens(TimeProvider time)
{
    /// <summary>The issuer. RFC 2606 keeps the name from ever being somebody's.</summary>
    public const string Issuer = "https://guestbook.invalid";

    private readonly TokenKey _key = TokenKey.Create(SecurityAlgorithms.EcdsaSha256);
    private readonly JsonWebTokenHandler _writer = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Makes one, for a quarter of an hour.</summary>
    /// <param name="place">The place it will lie in; it names it in a claim.</param>
    public string Make(string place)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return _writer.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = "guestbook",
            IssuedAt = now,
            NotBefore = now,
            Expires = now + GuestbookRuns.Lifetime,
            TokenType = "at+jwt",
            SigningCredentials = new(_key.SecurityKey, _key.Algorithm),
            Claims = new Dictionary<string, object> { ["sub"] = "decoy", ["jti"] = LabRequests.RandomName(), ["place"] = place },
        });
    }
}
