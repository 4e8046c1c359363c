using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Labs.Clinic;

/// <summary>
/// A token, and validation parameters that accept it, with issuer, audience and key set and defaults for the rest. A trial changes one
/// thing and asks the library. Key and issuer are made for one trial: no server trusts them.
/// </summary>
internal sealed class LibraryReproduction
{
    public const string Issuer = "https://lab-issuer.example";
    public const string Audience = "https://lab-api.example";

    // The library would keep the signature providers of these keys for the life of the app.
    private static readonly CryptoProviderFactory Forgetful = new() { CacheSignatureProviders = false };

    // The library reads the system clock and accepts no other, so the token is made by that one.
    private readonly long _now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    public LibraryReproduction()
    {
        Key = Named(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)), "lab-key");
        Payload = new()
        {
            ["iss"] = Issuer,
            ["aud"] = Audience,
            ["sub"] = "248289761001",
            ["name"] = "Alice",
            ["role"] = "manager",
            ["iat"] = _now,
            ["nbf"] = _now,
            ["exp"] = _now + 600,
        };
        Rules = new() { ValidIssuer = Issuer, ValidAudience = Audience, IssuerSigningKey = Key };
    }

    /// <summary>The signing key; null for no signature.</summary>
    public SecurityKey? Key { get; set; }

    public string Algorithm { get; set; } = SecurityAlgorithms.EcdsaSha256;

    /// <summary>Encrypts the signed token; null for a token that is signed only.</summary>
    public SymmetricSecurityKey? Encryption { get; set; }

    public JsonObject Payload { get; }

    /// <summary>Members of the header beside <c>alg</c>, <c>kid</c> and <c>typ</c>.</summary>
    public Dictionary<string, object> Header { get; } = [];

    public TokenValidationParameters Rules { get; }

    /// <summary>Changes the finished text before it is sent.</summary>
    public Func<string, string> OnTheWay { get; set; } = token => token;

    /// <summary>Sets <c>nbf</c> and <c>exp</c>, in seconds from now.</summary>
    public LibraryReproduction Lives(long from, long until)
    {
        (Payload["nbf"], Payload["exp"]) = (_now + from, _now + until);
        return this;
    }

    /// <summary>Gives a key an id, and keeps the library from caching it.</summary>
    public static T Named<T>(T key, string? name)
        where T : SecurityKey
    {
        (key.KeyId, key.CryptoProviderFactory) = (name, Forgetful);
        return key;
    }

    public static SymmetricSecurityKey Secret(int bytes) => Named(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(bytes)), null);

    /// <summary>A key in a certificate that ended a day ago.</summary>
    public static X509SecurityKey OldCertificate()
    {
        using var rsa = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=lab-issuer.example", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new(request.CreateSelfSigned(now.AddDays(-2), now.AddDays(-1)));
    }

    public string Token()
    {
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        var payload = Payload.ToJsonString();
        var signing = Key is null ? null : new SigningCredentials(Key, Algorithm) { CryptoProviderFactory = Forgetful };
        var encrypting = Encryption is null ? null : new EncryptingCredentials(
            Encryption, JwtConstants.DirectKeyUseAlg, SecurityAlgorithms.Aes256CbcHmacSha512)
        { CryptoProviderFactory = Forgetful };
        return OnTheWay((signing, encrypting) switch
        {
            (null, _) => handler.CreateToken(payload),
            (_, null) => handler.CreateToken(payload, signing, Header),
            _ => handler.CreateToken(payload, signing, encrypting),
        });
    }

    /// <summary>The token with a text in its header replaced, after it was signed.</summary>
    public static string WithHeader(string token, string old, string replacement)
    {
        var end = token.IndexOf('.', StringComparison.Ordinal);
        var header = Base64UrlEncoder.Decode(token[..end]).Replace(old, replacement, StringComparison.Ordinal);
        return Base64UrlEncoder.Encode(header) + token[end..];
    }

    /// <summary>Makes the token, and has the library validate it. With some flaws the token cannot even be signed.</summary>
    public static Task<Reproduced> RunAsync(Action<LibraryReproduction> change) => Reproduced.RunAsync(async () =>
    {
        var result = await ValidateAsync(change);
        return result.IsValid
            ? $"Accepted. ValidTo {result.SecurityToken.ValidTo:yyyy-MM-dd HH:mm:ss} UTC, IsValid = True"
            : throw result.Exception;
    });

    /// <summary>Makes the token, and has the library check its algorithm only.</summary>
    public static Task<Reproduced> AskForAlgorithmAsync(Action<LibraryReproduction> change) => Reproduced.RunAsync(() =>
    {
        var trial = new LibraryReproduction();
        change(trial);
        Validators.ValidateAlgorithm(trial.Algorithm, trial.Key, new JsonWebToken(trial.Token()), trial.Rules);
        return Task.FromResult("Accepted.");
    });

    /// <summary>Makes the token, and has the handler that came before JsonWebTokenHandler validate it.</summary>
    public static Task<Reproduced> ValidateOldAsync(Action<LibraryReproduction> change) => Reproduced.RunAsync(() =>
    {
        var trial = new LibraryReproduction();
        change(trial);
        new System.IdentityModel.Tokens.Jwt.JwtSecurityTokenHandler().ValidateToken(trial.Token(), trial.Rules, out _);
        return Task.FromResult("Accepted.");
    });

    /// <summary>Writes a value into the payload of a token that nobody signs.</summary>
    public static Task<Reproduced> WriteAsync(object value) => Reproduced.RunAsync(() =>
    {
        var token = new SecurityTokenDescriptor { Claims = new Dictionary<string, object> { ["address"] = value } };
        return Task.FromResult($"Written, {new JsonWebTokenHandler().CreateToken(token).Length} letters.");
    });

    public static Task<TokenValidationResult> ValidateAsync(Action<LibraryReproduction> change, bool mapInboundClaims = false)
    {
        var trial = new LibraryReproduction();
        change(trial);
        return new JsonWebTokenHandler { MapInboundClaims = mapInboundClaims }.ValidateTokenAsync(trial.Token(), trial.Rules);
    }
}
