using System.IdentityModel.Tokens.Jwt;
using System.Text;
using BenchmarkDotNet.Attributes;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Benchmarks.Tokens;

/// <summary>
/// Checking one good token, from its text. The baseline is the signature alone, over bytes that lie ready; the library's two handlers
/// check what a default setup checks; ours is the gate, the library and the verdict together.
/// </summary>
[MemoryDiagnoser]
public class ValidateBenchmarks : TokenBenchmark
{
    private readonly JsonWebTokenHandler _jsonWebTokenHandler = new() { MapInboundClaims = false };
    private readonly JwtSecurityTokenHandler _jwtSecurityTokenHandler = new() { MapInboundClaims = false };
    private TokenValidationParameters _parameters = null!;
    private string _token = null!;
    private string _forged = null!;
    private byte[] _content = null!;
    private byte[] _signature = null!;

    /// <inheritdoc/>
    [GlobalSetup]
    public override void Prepare()
    {
        base.Prepare();
        _token = Service.Issue(Request).Text;
        _content = Encoding.ASCII.GetBytes(_token[.._token.LastIndexOf('.')]);
        _signature = Base64UrlEncoder.DecodeBytes(_token[(_token.LastIndexOf('.') + 1)..]);
        // Only the signature is wrong: no cheaper check finds it.
        _forged = $"{_token[.._token.LastIndexOf('.')]}.{Base64UrlEncoder.Encode(Bare.Sign([.. _content, 0]))}";
        _parameters = new() { ValidIssuer = Settings.Issuer, ValidAudience = Settings.Audience, IssuerSigningKey = Key.SecurityKey };
    }

    /// <summary>The signature and nothing else.</summary>
    [Benchmark(Baseline = true)]
    public bool BareSignature() => Bare.Verify(_content, _signature);

    /// <summary>The library's newer handler, which JwtBearer uses.</summary>
    [Benchmark]
    public async Task<bool> JsonWebTokenHandler() => (await _jsonWebTokenHandler.ValidateTokenAsync(_token, _parameters)).IsValid;

    /// <summary>The library's older handler, which makes a principal as well.</summary>
    [Benchmark]
    public bool JwtSecurityTokenHandler() => _jwtSecurityTokenHandler.ValidateToken(_token, _parameters, out _).Identity is not null;

    /// <summary>The strict path: gate, library and verdict. Like the newer handler it makes no identity until one is asked for.</summary>
    [Benchmark]
    public async Task<bool> TokenService() => (await Service.ValidateAsync(_token)).Accepted;

    /// <summary>The strict path for a token with a wrong signature.</summary>
    [Benchmark]
    public async Task<bool> ForgedToken() => (await Service.ValidateAsync(_forged)).Accepted;

    /// <summary>A token that was validated before, as every request but a client's first brings it.</summary>
    [Benchmark]
    public async Task<bool> TheSameTokenAgain() => (await Remembering.ValidateAsync(_token)).Accepted;

    /// <summary>The same, and the identity that a request needs.</summary>
    [Benchmark]
    public async Task<bool> TheSameTokenAgainWithIdentity() => (await Remembering.ValidateAsync(_token)).Identity is not null;

    /// <summary>The strict path, and the identity that a request needs.</summary>
    [Benchmark]
    public async Task<bool> TokenServiceWithIdentity() => (await Service.ValidateAsync(_token)).Identity is not null;
}
