using System.Security.Cryptography;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tokens;

/// <summary>Reads a key from its text in the settings. What it throws never quotes the text.</summary>
internal static class ConfiguredKey
{
    /// <exception cref="FormatException">The text is not a key for this algorithm, or a weak one; the message says why, without the
    /// text.</exception>
    public static TokenKey Read(string algorithm, string text)
    {
        var key = algorithm switch
        {
            SigningAlgorithms.ES256 => TokenKey.FromEcdsa(ImportPem(ECDsa.Create(), text, "a private key on the curve P-256"), algorithm),
            SigningAlgorithms.HS256 => TokenKey.FromSecret(SharedSecret.Read(text)),
            _ => TokenKey.FromRsa(ImportPem(RSA.Create(), text, "a private RSA key"), algorithm),
        };
        return key.Weakness is { } weakness ? throw new FormatException(weakness) : key;
    }

    private static T ImportPem<T>(T key, string pem, string wanted)
        where T : AsymmetricAlgorithm
    {
        try
        {
            // An environment variable holds one line; there, line breaks are often written as \n.
            key.ImportFromPem(pem.Replace("\\n", "\n", StringComparison.Ordinal));
            // A public key imports as well as a private one, and fails only when it should sign: ask for the private half now.
            key.ExportPkcs8PrivateKey();
            return key;
        }
        catch (Exception reason) when (reason is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new FormatException($"the text is not a PEM of {wanted}");
        }
    }
}
