using System.Security.Cryptography;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.AuthorizationServer.ServiceAccounts;

/// <summary>
/// A key pair for a service account, shaped like the JSON key file of Google Cloud. The private half goes into the file and is then
/// forgotten. ES256; Google's own files hold an RSA key.
/// </summary>
internal static class KeyFile
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    /// <summary>The name that it is handed out under.</summary>
    public static string NameOf(string clientId) => $"{clientId}.json";

    /// <returns>The file with the private half, its <c>kid</c>, and the public half to check with (SubjectPublicKeyInfo).</returns>
    public static (string File, string KeyId, byte[] Public) Create(string clientId, string issuer, string tokenAddress)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = pair.ExportSubjectPublicKeyInfo();
        var keyId = PublicKey(key)!.KeyId;
        var file = JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["type"] = "service_account",
            ["client_id"] = clientId,
            ["private_key_id"] = keyId,
            ["private_key"] = pair.ExportPkcs8PrivateKeyPem() + "\n",
            ["token_uri"] = tokenAddress,
            // Google's files have no such member. Who authenticates by RFC 10070 needs it, and may read it in the metadata too.
            ["issuer"] = issuer,
        }, Indented);
        return (file, keyId, key);
    }

    /// <summary>The key to check with; null when these bytes are none.</summary>
    public static TokenKey? PublicKey(byte[] subjectPublicKeyInfo)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
            return TokenKey.FromEcdsa(key).AsBrought();
        }
        catch (Exception reason) when (reason is CryptographicException or ArgumentException)
        {
            key.Dispose();
            return null;
        }
    }

    /// <summary>Signs an assertion as a client does that holds the file (RFC 7523 section 3, RFC 10070 section 4).</summary>
    public static string Assert(string keyFile, DateTimeOffset now, AssertionUse use)
    {
        using var file = JsonDocument.Parse(keyFile);
        string Member(string name) => file.RootElement.GetProperty(name).GetString()!;
        using var key = ECDsa.Create();
        key.ImportFromPem(Member("private_key"));
        var signer = new ECDsaSecurityKey(key)
        {
            KeyId = Member("private_key_id"),
            CryptoProviderFactory = new() { CacheSignatureProviders = false }
        };
        return new Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(new SecurityTokenDescriptor
            {
                Issuer = Member("client_id"),
                TokenType = use is AssertionUse.ClientAuthentication ? AssertionTypes.ClientAuthentication : null,
                Audience = Member(use is AssertionUse.ClientAuthentication ? "issuer" : "token_uri"),
                IssuedAt = now.UtcDateTime,
                Expires = now.AddMinutes(1).UtcDateTime,
                Claims = new Dictionary<string, object> { ["sub"] = Member("client_id"), ["jti"] = Guid.NewGuid().ToString("N") },
                SigningCredentials = new(signer, SecurityAlgorithms.EcdsaSha256),
            });
    }
}
