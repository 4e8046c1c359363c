using System.Security.Cryptography;

namespace BlazorJwt.Tokens;

/// <summary>Reads a key from its text in the settings. What it throws never quotes the text.</summary>
internal static class ConfiguredKey
{
    /// <exception cref="FormatException">The text is not a key for this algorithm; the message says why, without the text.</exception>
    public static TokenKey Read(string algorithm, string text) => algorithm switch
    {
        SigningAlgorithms.ES256 => ReadEcdsa(text),
        SigningAlgorithms.HS256 => TokenKey.FromSecret(SharedSecret.Read(text)),
        _ => ReadRsa(text, algorithm),
    };

    private static TokenKey ReadEcdsa(string pem)
    {
        var key = ECDsa.Create();
        ImportPem(key, pem, "a private key on the curve P-256");
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return parameters.Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
            ? TokenKey.FromEcdsa(key)
            : throw new FormatException("the key is not on the curve P-256");
    }

    private static TokenKey ReadRsa(string pem, string algorithm)
    {
        var key = RSA.Create();
        ImportPem(key, pem, "a private RSA key");
        return KeyStrength.Problem(key) is { } problem ? throw new FormatException(problem) : TokenKey.FromRsa(key, algorithm);
    }

    private static void ImportPem(AsymmetricAlgorithm key, string pem, string wanted)
    {
        try
        {
            key.ImportFromPem(pem);
            // A public key imports as well as a private one, and fails only when it should sign: ask for the private half now.
            key.ExportPkcs8PrivateKey();
        }
        catch (Exception reason) when (reason is ArgumentException or CryptographicException)
        {
            throw new FormatException($"the text is not a PEM of {wanted}");
        }
    }
}
