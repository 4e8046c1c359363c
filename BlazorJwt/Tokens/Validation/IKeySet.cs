using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tokens.Validation;

/// <summary>The keys a policy trusts, found by the <c>kid</c> of a token. A token never brings its own.</summary>
internal interface IKeySet
{
    /// <summary>The key with this id, to the letter; null when there is none.</summary>
    TokenKey? Find(string keyId);

    /// <summary>The key with this id for this algorithm, in a set that may have several with one id (RFC 7517 section 4.5); otherwise by
    /// id.</summary>
    TokenKey? FindNamed(string keyId, string algorithm) => Find(keyId);

    /// <summary>
    /// The key to check a token with, where its <c>kid</c> need not decide: by id, unless the set knows better, as
    /// <see cref="FixedKeySet"/> does.
    /// </summary>
    TokenKey? Find(string? keyId, string algorithm) => keyId is { Length: > 0 } ? Find(keyId) : null;
}

/// <summary>
/// Keys that were handed over whole: by a test, or by a visitor who chose them for a token. Where <c>kid</c> need not decide, it finds the
/// key when it can, and otherwise the only key there is, or the only one for the algorithm, is meant.
/// </summary>
internal sealed class FixedKeySet(params IEnumerable<TokenKey> keys) : IKeySet
{
    private readonly TokenKey[] _keys = [.. keys];

    public TokenKey? Find(string keyId) => Only(key => key.KeyId == keyId);

    public TokenKey? FindNamed(string keyId, string algorithm) => Only(key => key.KeyId == keyId && key.Algorithm == algorithm)
        ?? Find(keyId);

    public TokenKey? Find(string? keyId, string algorithm) =>
        (keyId is { Length: > 0 } ? FindNamed(keyId, algorithm) : null)
            ?? (_keys is [var only] ? only : Only(key => key.Algorithm == algorithm));

    private TokenKey? Only(Predicate<TokenKey> fits) => Array.FindAll(_keys, fits) is [var only] ? only : null;
}
