using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tokens.Keys;

/// <summary>
/// The keys that somebody chose for a token. Then <c>kid</c> need not name one: it finds the key when it can, and otherwise the only key there
/// is, or the only one for the algorithm, is meant.
/// </summary>
public sealed class ChosenKeys(IEnumerable<TokenKey> keys) : IKeySet
{
    private readonly TokenKey[] _keys = [.. keys];

    /// <inheritdoc/>
    public TokenKey? Find(string keyId) => Only(key => key.KeyId == keyId);

    /// <inheritdoc/>
    public TokenKey? Find(string? keyId, string algorithm) =>
        (keyId is { Length: > 0 } ? FindNamed(keyId, algorithm) : null)
            ?? (_keys is [var only] ? only : Only(key => key.Algorithm == algorithm));

    /// <inheritdoc/>
    public TokenKey? FindNamed(string keyId, string algorithm) =>
        Only(key => key.KeyId == keyId && key.Algorithm == algorithm) ?? Find(keyId);

    private TokenKey? Only(Predicate<TokenKey> fits) => Array.FindAll(_keys, fits) is [var only] ? only : null;
}
