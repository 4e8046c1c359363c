using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Keys;

/// <summary>One JWK (RFC 7517 section 4).</summary>
internal static class JwkKey
{
    /// <summary>The key; or why it can't be used, in a sentence.</summary>
    public static (TokenKey? Key, string? Problem) Read(JsonElement jwk, string algorithm, List<string> notes)
    {
        if (Member(jwk, "kty", out var type) is { } typeProblem) return (null, typeProblem);
        if (Member(jwk, "alg", out var own) is { } algProblem) return (null, algProblem);
        if (Member(jwk, "kid", out var keyId) is { } kidProblem) return (null, kidProblem);
        if (Member(jwk, "use", out var use) is { } useProblem) return (null, useProblem);
        if (use is not (null or "sig")) return (null, "use says that the key is not for signatures.");
        if (Operations(jwk, out var operations) is { } opsProblem) return (null, opsProblem);
        if (Certificate(jwk) is { } certificate) return (null, certificate);
        if (BeyondReach(jwk, type) is { } beyond) return (null, beyond);
        if (own is not null && !SigningAlgorithms.Jose.Contains(own, StringComparer.Ordinal)) return (null, "alg of the key names no signature algorithm that is known here.");

        var (key, problem) = type switch
        {
            "oct" => JwkMaterial.Secret(jwk, own is not null && AlgorithmFamily.IsShared(own) ? own : KeyChoice.ForSecret(algorithm, own is null ? notes : []), notes),
            "EC" => JwkMaterial.EllipticCurve(jwk),
            "RSA" => JwkMaterial.Rsa(jwk, own is not null && AlgorithmFamily.IsRsa(own) ? own : KeyChoice.ForRsa(algorithm, own is null ? notes : []), notes),
            null => (null, "kty is missing: nothing says what kind of key it is."),
            _ => (null, "kty names a kind of key that is not known here."),
        };
        if (key is null) return (null, problem);
        if (own is not null && own != key.Algorithm) return (null, "alg of the key is for another kind of key or another curve.");
        var maySign = operations?.Contains("sign") ?? true;
        // A private or shared key that says "sign" may also check what it signed: what that takes is there. A public one can't sign.
        if (operations?.Contains("verify") is false && !key.IsShared && !key.HasPrivateHalf)
            return (null, "key_ops says that the key is for signing, and only its public half is here.");
        return (key.AsBrought(keyId is { Length: > 0 } ? keyId : null, maySign), null);
    }

    /// <summary>A member that must be a string when it is there.</summary>
    /// <returns>What is wrong with it, in a sentence; null when nothing is.</returns>
    public static string? Member(JsonElement jwk, string name, out string? value)
    {
        value = null;
        if (!jwk.TryGetProperty(name, out var member)) return null;
        if (member.ValueKind is not JsonValueKind.String) return $"{name} of the key is not a string.";
        value = member.GetString();
        return null;
    }

    // RFC 7517 section 4.3.
    private static string? Operations(JsonElement jwk, out string?[]? operations)
    {
        operations = null;
        if (!jwk.TryGetProperty("key_ops", out var member)) return null;
        if (!IsTexts(member)) return "key_ops is not an array of strings.";
        operations = [.. member.EnumerateArray().Select(entry => entry.GetString())];
        return operations.Contains("sign") || operations.Contains("verify")
            ? null
            : "key_ops says that the key is neither for signing nor for verifying.";
    }

    // Sections 4.6 to 4.9. Nothing of a certificate is used here, but a key with a member of the wrong type is not used either.
    private static string? Certificate(JsonElement jwk)
    {
        foreach (var name in (string[])["x5u", "x5t", "x5t#S256"])
        {
            if (jwk.TryGetProperty(name, out var text) && text.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                return $"{name} of the key is not a string.";
        }

        return jwk.TryGetProperty("x5c", out var chain) && chain.ValueKind is not JsonValueKind.Null && !IsTexts(chain)
            ? "x5c of the key is not an array of strings."
            : null;
    }

    private static bool IsTexts(JsonElement member) =>
        member.ValueKind is JsonValueKind.Array && member.EnumerateArray().All(entry => entry.ValueKind is JsonValueKind.String);

    private static string? BeyondReach(JsonElement jwk, string? type)
    {
        if (type is not ("OKP" or "AKP")) return null;
        var name = Member(jwk, type is "OKP" ? "crv" : "alg", out var curve) is null && curve is not null ? AlgorithmFamily.BeyondReach(curve) : null;
        var thumbprint = JwkThumbprint.Of(jwk) is { } print ? $" Its thumbprint is {print}." : "";
        return $"This is {(name is null ? "a key of a kind that is newer than this app" : $"a key for {name}")}: cannot verify this algorithm here.{thumbprint}";
    }
}
