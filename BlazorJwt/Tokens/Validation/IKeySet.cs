using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tokens.Validation;

/// <summary>The keys a policy trusts, found by the <c>kid</c> of a token. A token never brings its own.</summary>
public interface IKeySet
{
    /// <summary>The key with this id, to the letter; null when there is none.</summary>
    TokenKey? Find(string keyId);

    /// <summary>The key with this id for this algorithm, in a set that may have several with one id (RFC 7517 section 4.5); otherwise by id.</summary>
    TokenKey? FindNamed(string keyId, string algorithm) => Find(keyId);

    /// <summary>
    /// The key to check a token with, where its <c>kid</c> need not decide: by id, unless the set knows better. A set whose keys somebody chose
    /// for this token does (<see cref="Keys.ChosenKeys"/>).
    /// </summary>
    /// <param name="keyId">The <c>kid</c> of the token; null when it has none.</param>
    /// <param name="algorithm">The <c>alg</c> of the token.</param>
    TokenKey? Find(string? keyId, string algorithm) => keyId is { Length: > 0 } ? Find(keyId) : null;
}

/// <summary>A key set that was handed over whole: the keys of a test, or those a visitor pasted.</summary>
public sealed class FixedKeySet(params IEnumerable<TokenKey> keys) : IKeySet
{
    private readonly Dictionary<string, TokenKey> _keys = keys.ToDictionary(key => key.KeyId, StringComparer.Ordinal);

    /// <inheritdoc/>
    public TokenKey? Find(string keyId) => _keys.GetValueOrDefault(keyId);
}
