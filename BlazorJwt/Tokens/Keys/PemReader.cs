using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Keys;

/// <summary>Reads the keys of a PEM text (RFC 7468): public, private, and those in certificates.</summary>
internal static class PemReader
{
    private const string RsaKey = "1.2.840.113549.1.1.1";
    private const string EcKey = "1.2.840.10045.2.1";

    public static KeyReading Read(string text, string algorithm)
    {
        // A settings file or an environment variable holds one line, with \n written out.
        ReadOnlySpan<char> rest = text.Replace("\\n", "\n", StringComparison.Ordinal);
        UnusableInputException.ThrowIf(
            rest.Contains("ENCRYPTED", StringComparison.Ordinal),
            "This private key is encrypted with a password, and none is asked for here. Decrypt it where it is stored (openssl pkey -in " +
                "key.pem), and only if it is made for trying things out.");
        UnusableInputException.ThrowIf(!PemEncoding.TryFind(rest, out _), Unfound(rest));
        var (notes, keys, certificates) = (new List<string>(), new List<TokenKey>(), 0);
        var problem = "The PEM holds parameters, and no key.";
        while (PemEncoding.TryFind(rest, out var block))
        {
            var (label, pem) = (rest[block.Label].ToString(), rest[block.Location].ToString());
            var der = Convert.FromBase64String(rest[block.Base64Data].ToString());
            rest = rest[block.Location.End..];
            if (label.EndsWith("PARAMETERS", StringComparison.Ordinal) || (label is "CERTIFICATE" && certificates++ > 0)) continue;
            try
            {
                keys.Add(Key(label, pem, der, algorithm, notes));
            }
            catch (Exception reason) when (UnusableInputException.SentenceOf(reason) is { } sentence)
            {
                problem = sentence;
            }
        }

        if (certificates > 0) notes.Add("Only the certificate's key is used. Its issuer and validity are not checked.");
        if (certificates > 1) notes.Add("There are several certificates: the first is used, as in a chain.");
        if (keys.Count == 0) return KeyReading.Failed(problem, notes);
        // Both halves of one key make one key: the private half knows the public one.
        return new([.. keys.GroupBy(key => key.Thumbprint).Select(same => same.FirstOrDefault(key => key.HasPrivateHalf) ?? same.First())],
            null, notes);
    }

    private static string Unfound(ReadOnlySpan<char> text) =>
        text.TrimStart() is ['{' or '[', ..] ? "This is JSON: say that it is a JWK."
        : text.Contains("-----BEGIN", StringComparison.Ordinal) ? "The PEM breaks off, or there is something in it that base64 has not."
        : "This is no PEM: that begins with a line -----BEGIN and the kind of key.";

    private static TokenKey Key(string label, string pem, byte[] der, string algorithm, List<string> notes)
    {
        if (label is "CERTIFICATE")
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            der = certificate.PublicKey.ExportSubjectPublicKeyInfo();
            return Key("PUBLIC KEY", PemEncoding.WriteString("PUBLIC KEY", der), der, algorithm, notes);
        }

        var kind = label switch
        {
            "PUBLIC KEY" => ObjectIdentifier(der, integersBefore: 0),
            "PRIVATE KEY" => ObjectIdentifier(der, integersBefore: 1),
            "RSA PRIVATE KEY" or "RSA PUBLIC KEY" => RsaKey,
            "EC PRIVATE KEY" => EcKey,
            _ => throw new UnusableInputException("This kind of PEM is not read here: PUBLIC KEY, PRIVATE KEY, RSA or EC PRIVATE KEY, " +
                "RSA PUBLIC KEY, CERTIFICATE are."),
        };
        if (kind is RsaKey)
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return TokenKey.FromRsa(rsa, KeyChoice.ForRsa(algorithm, notes)).AsBrought();
        }

        UnusableInputException.ThrowIf(kind is not EcKey, $"{KindOf(kind)}: cannot verify this algorithm here.");
        var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(pem);
        UnusableInputException.ThrowIf(SigningCurve.Of(ecdsa) is null, "The key is on none of the curves P-256, P-384 and P-521.");
        return TokenKey.FromEcdsa(ecdsa).AsBrought();
    }

    private static string KindOf(string objectIdentifier) => objectIdentifier switch
    {
        "1.3.101.112" => "This is an Ed25519 key",
        "1.3.101.113" => "This is an Ed448 key",
        "1.3.101.110" or "1.3.101.111" => "This is a key for agreeing on keys (X25519, X448), not for signing",
        "2.16.840.1.101.3.4.3.17" => "This is an ML-DSA-44 key",
        "2.16.840.1.101.3.4.3.18" => "This is an ML-DSA-65 key",
        "2.16.840.1.101.3.4.3.19" => "This is an ML-DSA-87 key",
        "1.2.840.113549.1.1.10" => "This is an RSA key bound to PSS, which .NET does not read",
        _ => "This is another kind of key",
    };

    // Which algorithm a key is for, by its number: in SPKI (RFC 5280 section 4.1) it comes first, in PKCS#8 (RFC 5958) after the version.
    private static string ObjectIdentifier(byte[] der, int integersBefore)
    {
        var sequence = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        for (; integersBefore > 0; integersBefore--) sequence.ReadInteger();
        return sequence.ReadSequence().ReadObjectIdentifier();
    }
}
