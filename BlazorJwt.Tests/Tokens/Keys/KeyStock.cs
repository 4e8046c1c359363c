using System.Collections.Concurrent;
using System.Security.Cryptography;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tests.Tokens.Keys;

/// <summary>Keys of every algorithm for tests that need any two. An RSA key takes a second to make, so all RSA algorithms share a pair.</summary>
internal static class KeyStock
{
    private static readonly Lazy<RSA> One = new(() => RSA.Create(2048)), Other = new(() => RSA.Create(2048));
    private static readonly ConcurrentDictionary<string, TokenKey> Keys = new(), Others = new();

    public static TokenKey Key(string algorithm) => Keys.GetOrAdd(algorithm, name => Make(name, One));

    /// <summary>Another key of the same algorithm.</summary>
    public static TokenKey AnotherKey(string algorithm) => Others.GetOrAdd(algorithm, name => Make(name, Other));

    private static TokenKey Make(string algorithm, Lazy<RSA> rsa) => algorithm[0] is 'R' or 'P' ? TokenKey.FromRsa(rsa.Value, algorithm) : TokenKey.Create(algorithm);
}
