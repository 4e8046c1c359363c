using System.Globalization;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jwe;
using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Components.Debugger;

/// <summary>The tokens a visitor can start from.</summary>
public enum ExampleKind
{
    Good,

    Expired,

    /// <summary>One that asks not to be checked.</summary>
    None,

    BringsKey,

    Encrypted,
}

/// <summary>A token made now, with a key made for this page alone: no server trusts it.</summary>
/// <param name="Key">The key that signed it; null when none did.</param>
/// <param name="Secret">The base64url of the key of an encrypted one; null otherwise.</param>
internal sealed record Example(string Token, TokenKey? Key, string? Secret = null)
{
    public static Example Make(ExampleKind kind, string algorithm, TokenService tokens, DateTimeOffset now)
    {
        var issued = now.ToUnixTimeSeconds() - (kind is ExampleKind.Expired ? 7200 : 0);
        var payload = string.Create(CultureInfo.InvariantCulture,
            $$"""{"iss":"https://issuer.example","sub":"248289761001","aud":"https://api.example","exp":{{issued + 900}},"nbf":{{issued}},"iat":{{issued}},"jti":"{{Guid.NewGuid():N}}","client_id":"debugger-example","scope":"orders.read"}""");
        if (kind is ExampleKind.Encrypted)
        {
            var secret = TokenKey.Create(SigningAlgorithms.HS512);
            var bytes = ((SymmetricSecurityKey)secret.SecurityKey).Key;
            return new(tokens.Encrypt(payload, new SymmetricSecurityKey(bytes), JweKeyManagement.Direct), null,
                System.Buffers.Text.Base64Url.EncodeToString(bytes));
        }

        var key = TokenKey.Create(algorithm);
        if (kind is ExampleKind.None) return new($"{Encode("""{"alg":"none","typ":"JWT"}""")}.{Encode(payload)}.", null);
        var brought = kind is ExampleKind.BringsKey && !key.IsShared ? $",\"jwk\":{JsonText.Read(KeyWriter.PublicJwk(key)).Compact}" : "";
        return new(tokens.Sign($$"""{"alg":"{{algorithm}}","typ":"at+jwt","kid":"{{key.KeyId}}"{{brought}}}""", payload, key), key);
    }

    public override string ToString() => "an example (redacted)";

    private static string Encode(string json) => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(json));
}
