using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tokens;

/// <summary>
/// The app's own keys, one for each algorithm. A key comes from the settings, or is made when it is first asked for: an RSA key takes
/// a moment to make, and most visits never need one.
/// </summary>
public sealed class TokenKeyRing : IKeySet
{
    private readonly TokenOptions.KeyOptions _configured;
    private readonly ConcurrentDictionary<string, Lazy<TokenKey>> _byAlgorithm;

    /// <summary>Reads the configured keys at once: tokens they signed before a restart must be accepted before one is signed after it.</summary>
    public TokenKeyRing(IOptions<TokenOptions> options)
    {
        _configured = options.Value.Keys;
        _byAlgorithm = new(SigningAlgorithms.All.Select(algorithm => KeyValuePair.Create(
            algorithm,
            IsConfigured(algorithm) ? new Lazy<TokenKey>(ConfiguredKey.Read(algorithm, _configured.For(algorithm)!)) : Fresh(algorithm))));
    }

    /// <summary>Trusts the key of an algorithm no more, from now on: whatever it signed is refused. The next token gets a fresh key.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is not one of <see cref="SigningAlgorithms.All"/>.</exception>
    public void Retire(string algorithm)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(SigningAlgorithms.All.Contains(algorithm), false, nameof(algorithm));
        _byAlgorithm[algorithm] = Fresh(algorithm);
    }

    /// <summary>The key that signs with this algorithm.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is not one of <see cref="SigningAlgorithms.All"/>.</exception>
    public TokenKey For(string algorithm) => _byAlgorithm.TryGetValue(algorithm, out var key)
        ? key.Value
        : throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "No such algorithm here.");

    /// <inheritdoc/>
    /// <remarks>Looks only at keys that exist: a key that was never made has signed nothing.</remarks>
    public TokenKey? Find(string keyId)
    {
        // By name: the values of a concurrent dictionary would be copied for each token.
        foreach (var algorithm in SigningAlgorithms.All)
        {
            var key = _byAlgorithm[algorithm];
            if (key.IsValueCreated && string.Equals(key.Value.KeyId, keyId, StringComparison.Ordinal)) return key.Value;
        }

        return null;
    }

    /// <summary>The keys that exist so far, in the order of <see cref="SigningAlgorithms.All"/>.</summary>
    public IEnumerable<TokenKey> Existing =>
        SigningAlgorithms.All.Select(algorithm => _byAlgorithm[algorithm]).Where(key => key.IsValueCreated).Select(key => key.Value);

    /// <summary>True when this algorithm's key comes from the settings and so outlives a restart.</summary>
    public bool IsConfigured(string algorithm) => !string.IsNullOrWhiteSpace(_configured.For(algorithm));

    private static Lazy<TokenKey> Fresh(string algorithm) => new(() => TokenKey.Create(algorithm));
}
