using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BlazorJwt.Tokens.Keys;

/// <summary>Reads the keys of a PEM text (RFC 7468): public, private, and those in certificates.</summary>
internal static class PemReader
{
    private const string Wanted = "PUBLIC KEY, PRIVATE KEY, RSA or EC PRIVATE KEY, RSA PUBLIC KEY, CERTIFICATE";

    public static KeyReading Read(string text, string algorithm)
    {
        // A settings file or an environment variable holds one line, with \n written out.
        ReadOnlySpan<char> rest = text.Replace("\\n", "\n", StringComparison.Ordinal);
        if (rest.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            return KeyReading.Failed("This private key is encrypted with a password, and none is asked for here. Decrypt it where it lives (openssl pkey -in key.pem), and only if it is made for trying things out.");
        }

        if (!PemEncoding.TryFind(rest, out _)) return KeyReading.Failed(Unfound(rest));
        var notes = new List<string>();
        var keys = new List<TokenKey>();
        string? problem = null;
        var certificates = 0;
        while (PemEncoding.TryFind(rest, out var block))
        {
            var label = rest[block.Label];
            if (label.EndsWith("PARAMETERS") || (label.SequenceEqual("CERTIFICATE") && certificates++ > 0))
            {
                rest = rest[block.Location.End..];
                continue;
            }

            var der = Convert.FromBase64String(rest[block.Base64Data].ToString());
            try
            {
                problem = Key(label, der, algorithm, notes, out var key) ?? problem;
                if (key is not null) keys.Add(key);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(der);
            }

            rest = rest[block.Location.End..];
        }

        if (certificates > 0) notes.Add("Of a certificate its key is taken and nothing else: who issued it and how long it is good are not checked.");
        if (certificates > 1) notes.Add("There are several certificates: the first is taken, as in a chain.");
        if (keys.Count == 0) return KeyReading.Failed(problem ?? "The PEM holds parameters, and no key.", notes);
        // Both halves of one key make one key: the private half knows the public one.
        return new([.. keys.GroupBy(key => key.Thumbprint).Select(same => same.FirstOrDefault(key => key.HasPrivateHalf) ?? same.First())], null, notes);
    }

    private static string Unfound(ReadOnlySpan<char> text) =>
        text.TrimStart() is ['{' or '[', ..] ? "This is JSON: say that it is a JWK."
        : text.Contains("-----BEGIN", StringComparison.Ordinal) ? "The PEM breaks off, or there is something in it that base64 has not."
        : "This is no PEM: that begins with a line -----BEGIN and the kind of key.";

    private static string? Key(ReadOnlySpan<char> label, byte[] der, string algorithm, List<string> notes, out TokenKey? key)
    {
        key = null;
        switch (label)
        {
            case "PUBLIC KEY":
                return Imported(Oid(der, 0), der, algorithm, notes, static (one, bytes) => one.ImportSubjectPublicKeyInfo(bytes, out _), out key);
            case "PRIVATE KEY":
                return Imported(Oid(der, 1), der, algorithm, notes, static (one, bytes) => one.ImportPkcs8PrivateKey(bytes, out _), out key);
            case "EC PRIVATE KEY":
                return Imported(EcKey, der, algorithm, notes, static (one, bytes) => ((ECDsa)one).ImportECPrivateKey(bytes, out _), out key);
            case "RSA PRIVATE KEY":
                return Imported(RsaKey, der, algorithm, notes, static (one, bytes) => ((RSA)one).ImportRSAPrivateKey(bytes, out _), out key);
            case "RSA PUBLIC KEY":
                return Imported(RsaKey, der, algorithm, notes, static (one, bytes) => ((RSA)one).ImportRSAPublicKey(bytes, out _), out key);
            case "CERTIFICATE":
                using (var certificate = X509CertificateLoader.LoadCertificate(der))
                {
                    var spki = certificate.PublicKey.ExportSubjectPublicKeyInfo();
                    return Imported(Oid(spki, 0), spki, algorithm, notes, static (one, bytes) => one.ImportSubjectPublicKeyInfo(bytes, out _), out key);
                }

            default:
                return $"This kind of PEM is not read here: {Wanted} are.";
        }
    }

    private const string RsaKey = "1.2.840.113549.1.1.1";
    private const string EcKey = "1.2.840.10045.2.1";

    private static string? Imported(string oid, byte[] der, string algorithm, List<string> notes, Action<AsymmetricAlgorithm, byte[]> import, out TokenKey? key)
    {
        key = null;
        if (oid is not (RsaKey or EcKey)) return $"{KindOf(oid)}: cannot verify this algorithm here.";
        AsymmetricAlgorithm made = oid is RsaKey ? RSA.Create() : ECDsa.Create();
        try
        {
            import(made, der);
            if (made is ECDsa ecdsa && AlgorithmFamily.OfCurve(ecdsa.ExportParameters(includePrivateParameters: false).Curve) is null)
            {
                made.Dispose();
                return "The key is on none of the curves P-256, P-384 and P-521.";
            }

            key = (made is RSA rsa ? TokenKey.FromRsa(rsa, KeyChoice.ForRsa(algorithm, notes)) : TokenKey.FromEcdsa((ECDsa)made)).AsBrought();
            return null;
        }
        catch (CryptographicException)
        {
            made.Dispose();
            return "The PEM has the right frame, and what is in it is no key.";
        }
    }

    private static string KindOf(string oid) => oid switch
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

    /// <summary>Which algorithm a key is for, by its number: in SPKI (RFC 5280 section 4.1) it comes first, in PKCS#8 (RFC 5958) after the version.</summary>
    private static string Oid(byte[] der, int integersBefore)
    {
        try
        {
            var sequence = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
            for (; integersBefore > 0; integersBefore--) sequence.ReadInteger();
            return sequence.ReadSequence().ReadObjectIdentifier();
        }
        catch (AsnContentException reason)
        {
            throw new CryptographicException("No key.", reason);
        }
    }
}
