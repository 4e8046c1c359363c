using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Tokens.Validation;

/// <summary>
/// The checks a second time, written for clearness and nothing else, from the same RFCs, without the library and without the service. What
/// both say must be the same for every token.
/// </summary>
internal sealed partial class Oracle(TokenWorld world)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };
    private JsonElement _header, _payload;

    /// <summary>The first check that the token fails; null when it is good.</summary>
    public TokenCheckKind? FirstFailure(string token)
    {
        foreach (var kind in Enum.GetValues<TokenCheckKind>())
        {
            if (!Passes(kind, token)) return kind;
        }

        return null;
    }

    private bool Passes(TokenCheckKind kind, string token) => kind switch
    {
        TokenCheckKind.Size => token.Length is > 0 and <= 8192,
        TokenCheckKind.Form => ThreeParts().IsMatch(token) && token.Split('.').All(IsCanonical),
        TokenCheckKind.Json => IsStrictObject(token, 0, out _header) && IsStrictObject(token, 1, out _payload),
        TokenCheckKind.ClaimTypes => HasRightTypes(),
        TokenCheckKind.Algorithm => SigningAlgorithms.All.Contains(Header("alg")),
        TokenCheckKind.Critical => !_header.TryGetProperty("crit", out _),
        TokenCheckKind.Type => Header("typ")?.ToUpperInvariant() is "AT+JWT" or "APPLICATION/AT+JWT",
        TokenCheckKind.Key => Key()?.Algorithm == Header("alg"),
        TokenCheckKind.Signature => SignatureFits(token),
        TokenCheckKind.NotBefore => Time("nbf") is not { } begins || (begins <= world.Now + 30 && !(begins > Time("exp"))),
        TokenCheckKind.Expiry => Time("exp") > world.Now - 30,
        TokenCheckKind.Audience => Audiences().Contains(world.Options.Audience),
        TokenCheckKind.Issuer => Claim("iss") == world.Options.Issuer,
        TokenCheckKind.IssuedAt => !(Number("iat") > world.Now + 30),
        TokenCheckKind.Lifetime => !(Number("exp") < Number("iat")) && Number("exp") - (Number("iat") ?? world.Now) <= 3600,
        TokenCheckKind.RequiredClaims => Claim("sub") is { Length: > 0 } && Claim("client_id") is { Length: > 0 }
            && Claim("jti") is { Length: > 0 } && Number("iat") is not null && !_payload.TryGetProperty("cnf", out _),
        _ => !world.Denylist.IsRevoked(world.Options.Issuer, Claim("jti")!),
    };

    // Convert takes stray bits in the last character; writing the bytes again shows whether there were any.
    private static bool IsCanonical(string part) => part.Length % 4 != 1
        && Base64Url.EncodeToString(
            Convert.FromBase64String(part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '='))) == part;

    private static bool IsStrictObject(string token, int part, out JsonElement json)
    {
        json = default;
        try
        {
            json = JsonDocument.Parse(StrictUtf8.GetString(Base64Url.DecodeFromChars(token.Split('.')[part])), Strict).RootElement;
            return json.ValueKind is JsonValueKind.Object && IsWholeText(json);
        }
        catch (Exception reason) when (reason is JsonException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    // Throws for text that holds half a character.
    private static bool IsWholeText(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().All(member => member.Name is not null && IsWholeText(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().All(IsWholeText),
        JsonValueKind.String => json.GetString() is not null,
        _ => true,
    };

    private bool HasRightTypes()
    {
        if (_header.EnumerateObject().Any(member => member.Name is "alg" or "kid" or "typ" or "cty" or "x5t" or "zip"
            && member.Value.ValueKind is not JsonValueKind.String)) return false;
        foreach (var claim in _payload.EnumerateObject())
        {
            var fits = claim.Name switch
            {
                "exp" or "nbf" or "iat" => claim.Value.ValueKind is JsonValueKind.Number
                    && claim.Value.GetDouble() is >= 0 and <= 253_402_300_799,
                "iss" or "sub" or "jti" or "client_id" or "azp" => claim.Value.ValueKind is JsonValueKind.String,
                "aud" => claim.Value.ValueKind is JsonValueKind.String
                    || (claim.Value.ValueKind is JsonValueKind.Array
                    && claim.Value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String)),
                _ => true,
            };
            if (!fits) return false;
        }

        return true;
    }

    private bool SignatureFits(string token)
    {
        var dot = token.LastIndexOf('.');
        var content = Encoding.ASCII.GetBytes(token.ToCharArray(0, dot));
        var signature = Base64Url.DecodeFromChars(token.AsSpan(dot + 1));
        return Key()!.SecurityKey switch
        {
            ECDsaSecurityKey { ECDsa: var ecdsa } => ecdsa.VerifyData(content, signature, HashAlgorithmName.SHA256),
            RsaSecurityKey { Rsa: var rsa } => rsa.VerifyData(content, signature, HashAlgorithmName.SHA256,
                Header("alg") == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
            SymmetricSecurityKey secret => HMACSHA256.HashData(secret.Key, content).SequenceEqual(signature),
            _ => false,
        };
    }

    private TokenKey? Key() => world.Keys.Existing.FirstOrDefault(key => key.KeyId == Header("kid"));

    private string? Header(string name) => Text(_header, name);

    private string? Claim(string name) => Text(_payload, name);

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private double? Number(string name) => _payload.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    // The library rounds a fraction of a second.
    private double? Time(string name) => Number(name) is { } seconds ? Math.Round(seconds) : null;

    private IEnumerable<string?> Audiences() => !_payload.TryGetProperty("aud", out var audience) ? []
        : audience.ValueKind is JsonValueKind.String ? [audience.GetString()]
        : audience.EnumerateArray().Select(item => item.GetString());

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\z")]
    private static partial Regex ThreeParts();
}
