using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Jws;

/// <summary>
/// Checks the signature of a JWS in compact serialization (RFC 7515 section 5.2), whatever its payload is. Form, header, algorithm,
/// <c>crit</c> and key go through the gate that guards the API, and the library verifies.
/// </summary>
internal static class JwsVerifier
{
    /// <summary>The decision, and the key it was made with. Never throws on a text, however broken. The text never brings its own key, and
    /// <c>alg</c> is compared with its case.</summary>
    public static JwsVerdict Verify(string? text, IKeySet keys, IReadOnlyList<string> algorithms)
    {
        if (string.IsNullOrEmpty(text)) return Refused(TokenCheckKind.Size, "There is no token.");
        if (text.Length > TokenDecoder.MaxCharacters)
            return Refused(TokenCheckKind.Size,
                $"The text has {text.Length:N0} characters; {TokenDecoder.MaxCharacters:N0} are the most that is looked at.");
        if (TokenForm.Problem(text, out var headerPart, out var payloadPart, payloadMayBeEmpty: true) is { } form)
        {
            // RFC 7797: a payload that is not base64url has a header that says so in crit. That is the better reason to refuse it.
            var read = TokenDecoder.Decode(text);
            return new((read.Header is { } said ? SignatureGate.Critical(HeaderMembers.Of(said)) : null) ?? SignatureGate.Form(read, form),
                null);
        }

        using var header = StrictJson.Parse(Base64Url.DecodeFromChars(text.AsSpan(headerPart)), "header", out var json);
        if (header is null) return Refused(TokenCheckKind.Json, json!);
        if (MemberTypes.ProblemOfHeader(header.RootElement) is { } type) return Refused(TokenCheckKind.ClaimTypes, type);
        var members = HeaderMembers.Of(header.RootElement);
        if ((SignatureGate.Algorithm(members, algorithms) ?? SignatureGate.Critical(members)) is { } refusal) return new(refusal, null);
        if (SignatureGate.Key(members, keys, mustBeNamed: false, out var key) is { } keyRefusal) return new(keyRefusal, null);

        var (_, payloadLength) = payloadPart.GetOffsetAndLength(text.Length);
        var dot = payloadPart.End.GetOffset(text.Length);
        if (Fits(Encoding.ASCII.GetBytes(text, 0, dot), Base64Url.DecodeFromChars(text.AsSpan(dot + 1)), key!)) return new(null, key);
        if (SignatureLength.CutShort(members.Algorithm, text.AsSpan(dot + 1), key!.Bits) is { } cut)
            return new(new(TokenCheckKind.Signature, cut), key);
        return new(new(TokenCheckKind.Signature, payloadLength == 0
            ? "The signature does not fit an empty payload. Perhaps the content is detached (RFC 7515 appendix F): then it travels " +
                "elsewhere, and this text alone can't be checked."
            : "The signature does not fit: header or payload were changed, or another key signed."), key);
    }

    // The provider that JsonWebTokenHandler takes, for the same key, from the same factory.
    private static bool Fits(byte[] content, byte[] signature, TokenKey key)
    {
        var factory = key.SecurityKey.CryptoProviderFactory;
        SignatureProvider? provider = null;
        try
        {
            provider = factory.CreateForVerifying(key.SecurityKey, key.Algorithm);
            return provider.Verify(content, signature);
        }
        catch (Exception reason) when (reason is CryptographicException or ArgumentException or InvalidOperationException
            or NotSupportedException or SecurityTokenException)
        {
            // A key whose cryptography is gone, a signature that no such key can make.
            return false;
        }
        finally
        {
            if (provider is not null) factory.ReleaseSignatureProvider(provider);
        }
    }

    private static JwsVerdict Refused(TokenCheckKind kind, string explanation) => new(new TokenRefusal(kind, explanation), null);
}
