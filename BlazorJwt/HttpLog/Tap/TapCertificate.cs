using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BlazorJwt.HttpLog.Tap;

/// <summary>
/// A certificate made for one run of the tap and for no other use: key and certificate live in memory, for minutes. Nobody vouches for it,
/// so the client is told beforehand which one to expect. It trusts this very certificate, and no other that looks like it.
/// </summary>
internal sealed class TapCertificate : IDisposable
{
    private readonly X509Certificate2 _certificate;

    private TapCertificate(X509Certificate2 certificate) => _certificate = certificate;

    /// <summary>SHA-256 over the certificate, in hexadecimal digits.</summary>
    public string Thumbprint => _certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>How many bytes of it a server shows.</summary>
    public int Length => _certificate.RawDataMemory.Length;

    /// <summary>Makes a key and a certificate for it.</summary>
    /// <param name="now">From when it is good, for ten minutes.</param>
    public static TapCertificate For(string host, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(now.AddMinutes(-1), now.AddMinutes(10));
        // Windows takes no key for TLS that was never stored: the way through PKCS #12 gives it one that goes with the certificate.
        return new(X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null));
    }

    public bool Is(X509Certificate? shown) =>
        shown is not null
            && CryptographicOperations.FixedTimeEquals(shown.GetCertHash(HashAlgorithmName.SHA256),
                _certificate.GetCertHash(HashAlgorithmName.SHA256));

    /// <summary>The server's end of TLS over a connection.</summary>
    public async Task<SslStream> ServeAsync(Stream connection, CancellationToken cancellation)
    {
        var tls = new SslStream(connection);
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, cancellation);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => _certificate.Dispose();
}
