using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Keys;

/// <summary>
/// A key and the one algorithm it is for (RFC 8725 section 3.1). Its id is the SHA-256 thumbprint of its public
/// members (RFC 7638), so that anyone who knows the key can compute the id. The key lives as long as this object and is never disposed:
/// the library keeps what it derived from it.
/// </summary>
internal sealed class TokenKey
{
    // Keys that somebody pasted are not to stay in the library's cache of what it made from them.
    private static readonly CryptoProviderFactory Forgetful = new() { CacheSignatureProviders = false };

    private readonly bool _maySign = true;
    private bool? _hasPrivateHalf;

    private TokenKey(string algorithm, SecurityKey key)
    {
        Algorithm = algorithm;
        Thumbprint = KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        key.KeyId = KeyId;
        SecurityKey = key;
        AsCandidates = [key];
        Weakness = KeyStrength.Problem(key, algorithm);
    }

    private TokenKey(TokenKey key, string? keyId, bool maySign)
        : this(key.Algorithm, key.SecurityKey)
    {
        _maySign = maySign;
        if (keyId is not null) SecurityKey.KeyId = KeyId = keyId;
        SecurityKey.CryptoProviderFactory = Forgetful;
    }

    /// <summary>The only algorithm this key signs or verifies with.</summary>
    public string Algorithm { get; }

    /// <summary>The <c>kid</c>: the key's thumbprint, unless the key came with an id of its own (RFC 7517 section 4.5).</summary>
    public string KeyId { get; }

    public string Thumbprint { get; }

    internal SecurityKey SecurityKey { get; }

    internal int Bits => SecurityKey.KeySize;

    /// <summary>True for the algorithm with one shared secret: anyone who can verify can also forge.</summary>
    public bool IsShared => SecurityKey is SymmetricSecurityKey;

    /// <summary>Why nothing that this key verifies may be believed; null for a key that is as strong as RFC 7518 wants it.</summary>
    public string? Weakness { get; }

    /// <summary>True when the private half is there, or the key is a secret.</summary>
    public bool HasPrivateHalf => _hasPrivateHalf ??= IsShared || Exports(Asymmetric!);

    /// <summary>True when this key can sign: it has its private half, it is not weak, and its <c>key_ops</c> do not forbid it.</summary>
    public bool CanSign => _maySign && Weakness is null && HasPrivateHalf;

    internal AsymmetricAlgorithm? Asymmetric =>
        (SecurityKey as RsaSecurityKey)?.Rsa ?? (AsymmetricAlgorithm?)(SecurityKey as ECDsaSecurityKey)?.ECDsa;

    /// <summary>The key as the library wants to be given it: as the list of those that may fit, which here has one entry.</summary>
    internal SecurityKey[] AsCandidates { get; }

    /// <summary>Makes a fresh random key: on the algorithm's curve, RSA 3072, or as many bytes as its hash has.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is not one of <see cref="SigningAlgorithms.Jose"/>.</exception>
    public static TokenKey Create(string algorithm) =>
        SigningCurve.For(algorithm) is { } curve ? FromEcdsa(ECDsa.Create(curve.Parameters))
        : AlgorithmFamily.IsRsa(algorithm) ? FromRsa(RSA.Create(3072), algorithm)
        : AlgorithmFamily.IsShared(algorithm)
            ? FromSecret(RandomNumberGenerator.GetBytes(AlgorithmFamily.SecretBytes(algorithm)), algorithm)
        : throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "No such algorithm here.");

    /// <summary>Takes a key on P-256, P-384 or P-521, private or public. The curve says the algorithm (RFC 7518 section 3.4).</summary>
    /// <exception cref="ArgumentException">The key is on another curve.</exception>
    public static TokenKey FromEcdsa(ECDsa key) => FromEcdsa(key, SigningCurve.Of(key)?.Algorithm
        ?? throw new ArgumentException("The key is on none of the curves P-256, P-384 and P-521.", nameof(key)));

    /// <summary>Takes an RSA key, private or public, for one of the six RSA algorithms.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is not one of RSA.</exception>
    public static TokenKey FromRsa(RSA key, string algorithm) => AlgorithmFamily.IsRsa(algorithm)
        ? new(algorithm, new RsaSecurityKey(key))
        : throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "RSA signs with RS256, RS384, RS512, PS256, PS384 or PS512.");

    /// <summary>Takes the bytes of a shared secret.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is none of HS256, HS384 and HS512.</exception>
    /// <exception cref="ArgumentException">The secret is empty.</exception>
    public static TokenKey FromSecret(byte[] secret, string algorithm = SigningAlgorithms.HS256) => AlgorithmFamily.IsShared(algorithm)
        ? new(algorithm, new SymmetricSecurityKey(secret))
        : throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "A secret signs with HS256, HS384 or HS512.");

    /// <summary>Takes a key for the algorithm that a setting asks for; on another curve it is weak.</summary>
    internal static TokenKey FromEcdsa(ECDsa key, string algorithm) => new(algorithm, new ECDsaSecurityKey(key));

    /// <summary>The same key as somebody brought it: with the id it came with, and forgotten by the library once nobody here holds
    /// it.</summary>
    /// <param name="keyId">Its <c>kid</c>; null for the thumbprint.</param>
    /// <param name="maySign">False when its <c>key_ops</c> leave signing out.</param>
    internal TokenKey AsBrought(string? keyId = null, bool maySign = true) => new(this, keyId, maySign);

    /// <summary>The same key, with a cache of its own for what the library derives from it: both go when nobody holds the key any
    /// more.</summary>
    internal TokenKey ForgottenWithItself()
    {
        SecurityKey.CryptoProviderFactory = new();
        return this;
    }

    /// <summary>What the key is made of, private half included: PKCS#8, or the bytes of the secret. For a store that keeps it protected,
    /// and for nothing else.</summary>
    internal byte[] Material() => SecurityKey is SymmetricSecurityKey secret ? [.. secret.Key] : Asymmetric!.ExportPkcs8PrivateKey();

    internal static TokenKey FromMaterial(string algorithm, byte[] material)
    {
        if (AlgorithmFamily.IsShared(algorithm)) return FromSecret(material, algorithm);
        AsymmetricAlgorithm key = AlgorithmFamily.IsRsa(algorithm) ? RSA.Create() : ECDsa.Create();
        key.ImportPkcs8PrivateKey(material, out _);
        return key is RSA rsa ? FromRsa(rsa, algorithm) : FromEcdsa((ECDsa)key, algorithm);
    }

    /// <summary>Names the key by algorithm and thumbprint, never by what it is made of. The thumbprint of a guessable secret would give it
    /// away (RFC 7638 section 7).</summary>
    public override string ToString() => IsShared ? $"{Algorithm} secret of {Bits} bits" : $"{Algorithm} key {Thumbprint}";

    private static bool Exports(AsymmetricAlgorithm key)
    {
        try
        {
            CryptographicOperations.ZeroMemory(key.ExportPkcs8PrivateKey());
            return true;
        }
        catch (Exception reason) when (reason is CryptographicException or ObjectDisposedException)
        {
            return false;
        }
    }
}
