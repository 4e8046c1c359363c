using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Keys;

/// <summary>One JWK (RFC 7517 section 4).</summary>
internal static class JwkKey
{
    /// <summary>Reads the key and holds it to what it says of itself.</summary>
    /// <exception cref="UnusableInputException">It can't be used.</exception>
    public static TokenKey Read(JsonElement jwk, string algorithm, List<string> notes)
    {
        if (MemberTypes.ProblemOfKey(jwk) is { } type) throw new UnusableInputException(type);
        UnusableInputException.ThrowIf(jwk.Text("use") is not (null or "sig"), "use says that the key is not for signatures.");
        // RFC 7517 section 4.3.
        var operations = jwk.Member("key_ops")?.EnumerateArray().Select(operation => operation.GetString()).ToArray();
        UnusableInputException.ThrowIf(operations?.Any(name => name is "sign" or "verify") is false,
            "key_ops says that the key is neither for signing nor for verifying.");
        var (kind, own) = (jwk.Text("kty"), jwk.Text("alg"));
        if (kind is "OKP" or "AKP") throw new UnusableInputException(BeyondReach(jwk, jwk.Text(kind is "OKP" ? "crv" : "alg")));
        UnusableInputException.ThrowIf(own is not null && !SigningAlgorithms.Jose.Contains(own),
            "alg of the key names no signature algorithm that is known here.");

        // Only a key that does not name its algorithm can be meant for another one.
        var (wanted, remarks) = own is null ? (algorithm, notes) : (own, []);
        var key = kind switch
        {
            "oct" => TokenKey.FromSecret(JwkMaterial.Secret(jwk, notes), KeyChoice.ForSecret(wanted, remarks)),
            "EC" => TokenKey.FromEcdsa(JwkMaterial.EllipticCurve(jwk)),
            "RSA" => TokenKey.FromRsa(JwkMaterial.Rsa(jwk, notes), KeyChoice.ForRsa(wanted, remarks)),
            null => throw new UnusableInputException("kty is missing: nothing says what kind of key it is."),
            _ => throw new UnusableInputException("kty names a kind of key that is not known here."),
        };
        UnusableInputException.ThrowIf(own is not null && own != key.Algorithm,
            "alg of the key is for another kind of key or another curve.");
        // A private or shared key that says "sign" may also verify what it signed: what that takes is there. A public one can't sign.
        UnusableInputException.ThrowIf(operations?.Contains("verify") is false && !key.HasPrivateHalf,
            "key_ops says that the key is for signing, and only its public half is here.");
        return key.AsBrought(jwk.Text("kid") is { Length: > 0 } keyId ? keyId : null, operations?.Contains("sign") ?? true);
    }

    private static string BeyondReach(JsonElement jwk, string? name)
    {
        var kind = AlgorithmFamily.BeyondReach(name) is { } known ? $"a key for {known}" : "a key of a kind that is newer than this app";
        return $"This is {kind}: cannot verify this algorithm " +
            $"here.{(JwkThumbprint.Of(jwk) is { } print ? $" Its thumbprint is {print}." : "")}";
    }
}
