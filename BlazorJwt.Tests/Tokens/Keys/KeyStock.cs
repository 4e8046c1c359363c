using System.Collections.Concurrent;
using System.Security.Cryptography;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tests.Tokens.Keys;

/// <summary>Keys of every algorithm for tests that need any two. An RSA key takes a second to make, so all RSA algorithms share a
/// pair.</summary>
internal static class KeyStock
{
    private static readonly Lazy<RSA> One = new(() => RSA.Create(2048)), Other = new(() => RSA.Create(2048));
    private static readonly ConcurrentDictionary<string, TokenKey> Keys = new(), Others = new();

    public static TokenKey Key(string algorithm) => Keys.GetOrAdd(algorithm, name => Make(name, One));

    /// <summary>Another key of the same algorithm.</summary>
    public static TokenKey AnotherKey(string algorithm) => Others.GetOrAdd(algorithm, name => Make(name, Other));

    /// <summary>Settings with both RSA keys, for tests to which it is all the same where a service has its keys from.</summary>
    public static TokenOptions.KeyOptions RsaSettings() =>
        new() { RS256 = One.Value.ExportPkcs8PrivateKeyPem(), PS256 = Other.Value.ExportPkcs8PrivateKeyPem() };

    private static TokenKey Make(string algorithm, Lazy<RSA> rsa) => algorithm[0] is 'R' or 'P'
        ? TokenKey.FromRsa(rsa.Value, algorithm) : TokenKey.Create(algorithm);
}
