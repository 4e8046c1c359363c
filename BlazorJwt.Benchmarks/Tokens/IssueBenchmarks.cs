using System.Text;
using BenchmarkDotNet.Attributes;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Benchmarks.Tokens;

/// <summary>Making one token: the signature alone, the library's newer handler with the same claims, and the service.</summary>
[MemoryDiagnoser]
public class IssueBenchmarks : TokenBenchmark
{
    private readonly JsonWebTokenHandler _jsonWebTokenHandler = new() { SetDefaultTimesOnTokenCreation = false };
    private SigningCredentials _credentials = null!;
    private byte[] _content = null!;

    /// <inheritdoc/>
    [GlobalSetup]
    public override void Prepare()
    {
        base.Prepare();
        var token = Service.Issue(Request).Text;
        _content = Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]);
        _credentials = new(Key.SecurityKey, Key.Algorithm);
    }

    /// <summary>The signature and nothing else.</summary>
    [Benchmark(Baseline = true)]
    public byte[] BareSignature() => Bare.Sign(_content);

    /// <summary>The library's newer handler.</summary>
    [Benchmark]
    public string JsonWebTokenHandler()
    {
        var now = TimeProvider.System.GetUtcNow();
        return _jsonWebTokenHandler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            SigningCredentials = _credentials,
            Claims = new Dictionary<string, object>
            {
                ["iss"] = Settings.Issuer,
                ["sub"] = Request.Subject,
                ["aud"] = Settings.Audience,
                ["exp"] = (now + Settings.Lifetime).ToUnixTimeSeconds(),
                ["iat"] = now.ToUnixTimeSeconds(),
                ["nbf"] = now.ToUnixTimeSeconds(),
                ["jti"] = Guid.NewGuid().ToString("N"),
                ["client_id"] = Request.ClientId,
                ["name"] = Request.Name!,
                ["role"] = Request.Roles[0],
                ["scope"] = string.Join(' ', Request.Scopes),
                ["sid"] = Request.SessionId!,
            },
        });
    }

    /// <summary>The service.</summary>
    [Benchmark]
    public object TokenService() => Service.Issue(Request);
}
