using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Redis;

/// <summary>The certificate that the keys of Data Protection are encrypted to: all of Redis gives none of them away then.</summary>
internal static class KeyCertificate
{
    /// <summary>Reads the file that <see cref="RedisOptions.KeyCertificate"/> names; null when it names none.</summary>
    /// <exception cref="OptionsValidationException">It can't be read, or has no private RSA key.</exception>
    public static X509Certificate2? Load(RedisOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.KeyCertificate)) return null;
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(options.KeyCertificate, options.KeyCertificatePassword);
            using var key = certificate.GetRSAPrivateKey();
            return key is null ? throw Problem("has no private RSA key") : certificate;
        }
        catch (Exception reason) when (reason is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Problem(reason is CryptographicException and not { InnerException: IOException }
                ? "is no PKCS#12 file (.pfx), or Redis:KeyCertificatePassword is not its password" : "can't be opened");
        }
    }

    private static OptionsValidationException Problem(string what) =>
        new(RedisOptions.Section, typeof(RedisOptions),
            [$"The file that Redis:KeyCertificate names {what}. Make one with: openssl req -x509 -newkey rsa:3072 -nodes -days 3650 " +
                "-subj /CN=BlazorJwt -keyout key.pem -out cert.pem && openssl pkcs12 -export -inkey key.pem -in cert.pem -out keys.pfx. " +
                    "Or leave the setting out."]);
}
