using BenchmarkDotNet.Attributes;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Keys;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Benchmarks.Tokens;

/// <summary>What both token benchmarks need: the service with its default settings, one algorithm's key, and the token of a
/// customer.</summary>
public abstract class TokenBenchmark
{
    /// <summary>The algorithm under measurement.</summary>
    [Params(SigningAlgorithms.ES256, SigningAlgorithms.RS256, SigningAlgorithms.PS256, SigningAlgorithms.HS256)]
    public string Algorithm { get; set; } = SigningAlgorithms.ES256;

    // Without memory: each check is computed.
    internal TokenService Service { get; private set; } = null!;

    // As the app has it.
    internal TokenService Remembering { get; private set; } = null!;

    internal TokenKey Key { get; private set; } = null!;

    internal BareSignature Bare { get; private set; } = null!;

    internal TokenRequest Request { get; private set; } = null!;

    internal TokenOptions Settings { get; } = new() { Lifetime = TimeSpan.FromHours(1), RememberedTokens = 0 };

    /// <summary>Makes the key and the request, outside of what is measured.</summary>
    public virtual void Prepare()
    {
        var options = Options.Create(Settings);
        var keys = new TokenKeyRing(options, TimeProvider.System, new KeySchedulesInMemory());
        Service = new(options, keys, new(TimeProvider.System), TimeProvider.System);
        Remembering = new(Options.Create(new TokenOptions { Lifetime = Settings.Lifetime }), keys, new(TimeProvider.System),
            TimeProvider.System);
        Key = keys.For(Algorithm);
        Bare = new(Key);
        Request = new()
        {
            Subject = "ada",
            ClientId = "blazorjwt",
            Name = "Ada Anders",
            Roles = ["customer"],
            Scopes = ["orders.read", "orders.write"],
            SessionId = "pUwTRq7mZ0i2Yw1d",
            Algorithm = Algorithm,
        };
    }
}
