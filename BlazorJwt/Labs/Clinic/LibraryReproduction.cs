using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Labs.Clinic;

/// <summary>
/// A token and rules that fit each other, as a programmer writes them who sets issuer, audience and key and leaves the rest as it comes. A
/// trial changes one thing and asks the library. Key and issuer are made for the one trial: no server trusts them.
/// </summary>
public sealed class LibraryReproduction
{
    /// <summary>Who signs the tokens of a trial.</summary>
    public const string Issuer = "https://lab-issuer.example";

    /// <summary>Whom they are for.</summary>
    public const string Audience = "https://lab-api.example";

    /// <summary>The library keeps what signs and verifies, for the life of the app. These keys live for a moment.</summary>
    public static readonly CryptoProviderFactory Forgetful = new() { CacheSignatureProviders = false };

    // The library reads the machine's clock and takes no other, so the token is minted by that one.
    private readonly long _now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>A good token and the rules that accept it.</summary>
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

    /// <summary>What signs the token; null for no signature.</summary>
    public SecurityKey? Key { get; set; }

    /// <summary>How it signs.</summary>
    public string Algorithm { get; set; } = SecurityAlgorithms.EcdsaSha256;

    /// <summary>What encrypts the signed token; null for a token that is signed only.</summary>
    public SymmetricSecurityKey? Encryption { get; set; }

    /// <summary>The claims.</summary>
    public JsonObject Payload { get; }

    /// <summary>What is asked of the token.</summary>
    public TokenValidationParameters Rules { get; }

    /// <summary>What happens to the finished text on its way to the reader.</summary>
    public Func<string, string> OnTheWay { get; set; } = token => token;

    /// <summary>Moves the life of the token, in seconds from now.</summary>
    public LibraryReproduction Lives(long from, long until)
    {
        (Payload["nbf"], Payload["exp"]) = (_now + from, _now + until);
        return this;
    }

    /// <summary>A key under a name, kept by nobody.</summary>
    public static T Named<T>(T key, string? name)
        where T : SecurityKey
    {
        (key.KeyId, key.CryptoProviderFactory) = (name, Forgetful);
        return key;
    }

    /// <summary>A shared secret of so many bytes.</summary>
    public static SymmetricSecurityKey Secret(int bytes) => Named(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(bytes)), null);

    /// <summary>The token.</summary>
    public string Token()
    {
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        var payload = Payload.ToJsonString();
        var signing = Key is null ? null : new SigningCredentials(Key, Algorithm) { CryptoProviderFactory = Forgetful };
        var encrypting = Encryption is null ? null : new EncryptingCredentials(Encryption, JwtConstants.DirectKeyUseAlg, SecurityAlgorithms.Aes256CbcHmacSha512) { CryptoProviderFactory = Forgetful };
        return OnTheWay((signing, encrypting) switch
        {
            (null, _) => handler.CreateToken(payload),
            (_, null) => handler.CreateToken(payload, signing),
            _ => handler.CreateToken(payload, signing, encrypting),
        });
    }

    /// <summary>Mints the token and has the library validate it.</summary>
    /// <param name="change">The one thing that is different.</param>
    public static async Task<Reproduced> RunAsync(Action<LibraryReproduction> change)
    {
        try
        {
            var result = await ValidateAsync(change);
            return result.IsValid ? new($"Accepted. ValidTo {result.SecurityToken.ValidTo:yyyy-MM-dd HH:mm:ss} UTC, IsValid = True") : Reproduced.From(result.Exception);
        }
        catch (Exception reason) when (reason is ArgumentException or SecurityTokenException or InvalidOperationException or NotSupportedException)
        {
            // Some flaws already stop the signing.
            return Reproduced.From(reason);
        }
    }

    /// <summary>Mints the token and asks the one rule about its algorithm.</summary>
    /// <param name="change">The one thing that is different.</param>
    public static Task<Reproduced> AskForAlgorithmAsync(Action<LibraryReproduction> change)
    {
        var trial = new LibraryReproduction();
        change(trial);
        try
        {
            Validators.ValidateAlgorithm(trial.Algorithm, trial.Key, new JsonWebToken(trial.Token()), trial.Rules);
            return Task.FromResult(new Reproduced("Accepted."));
        }
        catch (SecurityTokenException reason)
        {
            return Task.FromResult(Reproduced.From(reason));
        }
    }

    /// <summary>The same, for who wants more than the message.</summary>
    public static Task<TokenValidationResult> ValidateAsync(Action<LibraryReproduction> change, bool mapInboundClaims = false)
    {
        var trial = new LibraryReproduction();
        change(trial);
        return new JsonWebTokenHandler { MapInboundClaims = mapInboundClaims }.ValidateTokenAsync(trial.Token(), trial.Rules);
    }
}
