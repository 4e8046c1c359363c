using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tokens;

/// <summary>The keys of this app's own tokens. Who makes, rotates and shares them is the authorization server's business.</summary>
internal interface ISigningKeys : IKeySet
{
    /// <summary>The key to sign a token with that is good until then. It is trusted at least that long, and the clock skew
    /// longer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is not one of <see cref="SigningAlgorithms.All"/>.</exception>
    TokenKey SigningKey(string algorithm, DateTimeOffset tokenEnds);

    /// <summary>For a token that names a key unknown here: another server that shares the keys may have made it a moment ago.</summary>
    /// <returns>True when the key is known now.</returns>
    bool LookUp(string keyId);
}
