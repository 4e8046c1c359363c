using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Tests.Tokens.Keys;
using BlazorJwt.Tests.Tokens.Validation;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Tokens;

/// <summary>The token service with real keys and a clock that stands still, beside the library as it comes out of the box.</summary>
internal sealed class TokenWorld
{
    /// <param name="options">The settings; when null those of the app, in memory with the RSA keys of <see cref="KeyStock"/>.</param>
    /// <param name="keys">Where several servers keep their keys; null for the memory of one.</param>
    /// <param name="clock">The clock of another server; null for one of its own.</param>
    /// <param name="taken">Where they keep what was revoked; null likewise.</param>
    public TokenWorld(TokenOptions? options = null, IKeyScheduleStore? keys = null, FakeTimeProvider? clock = null,
        IDenylistStore? taken = null)
    {
        // The library out of the box reads the machine's clock, so this one starts there, on a whole second.
        Clock = clock ?? new(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
        Options = options ?? (keys is null ? new() { Keys = KeyStock.RsaSettings() } : new());
        var wrapped = Microsoft.Extensions.Options.Options.Create(Options);
        Keys = new(wrapped, Clock, keys ?? new KeySchedulesInMemory());
        Denylist = new(Clock, taken ?? new DenylistInMemory());
        Service = new(wrapped, Keys, Denylist, Clock);
    }

    public FakeTimeProvider Clock { get; }

    public TokenOptions Options { get; }

    public TokenKeyRing Keys { get; }

    public Denylist Denylist { get; }

    public TokenService Service { get; }

    public long Now => Clock.GetUtcNow().ToUnixTimeSeconds();

    public TokenKey Key(string algorithm = SigningAlgorithms.ES256) => Keys.For(algorithm);

    public string Token(string algorithm = SigningAlgorithms.ES256) => Issue(algorithm).Text;

    public IssuedToken Issue(string algorithm = SigningAlgorithms.ES256, TimeSpan? lifetime = null) => Service.Issue(new()
    {
        Subject = "alice",
        ClientId = "tests",
        Name = "Alice Anders",
        Roles = ["customer"],
        Scopes = ["orders.read"],
        Algorithm = algorithm,
        Lifetime = lifetime,
    });

    public async Task<TokenVerdict> Check(string? text, TokenPolicy? policy = null) => await Service.ValidateAsync(text, policy);

    /// <summary>What the library says when a programmer sets issuer, audience and key, and nothing else.</summary>
    public async Task<TokenValidationResult> AskTheLibrary(string text, TokenKey? key = null) =>
        await new JsonWebTokenHandler().ValidateTokenAsync(text, OutOfTheBox(key ?? Key()));

    public TokenValidationParameters OutOfTheBox(TokenKey key) => new()
    {
        ValidIssuer = Options.Issuer,
        ValidAudience = Options.Audience,
        IssuerSigningKey = key.SecurityKey,
    };

    /// <summary>A row of the table: the library takes the token, and the service refuses it at this check.</summary>
    public async Task AssertOnlyTheGateRefuses(string text, TokenCheckKind at, TokenKey? key = null, TokenPolicy? policy = null)
    {
        var library = await AskTheLibrary(text, key);
        Assert.True(library.IsValid, library.Exception?.Message);
        await AssertRefused(text, at, policy);
    }

    /// <summary>A row of the other list: neither takes it.</summary>
    public async Task AssertBothRefuse(string text, TokenCheckKind at, TokenKey? key = null, TokenPolicy? policy = null)
    {
        Assert.False((await AskTheLibrary(text, key)).IsValid, "The library has grown generous.");
        await AssertRefused(text, at, policy);
    }

    public async Task AssertRefused(string text, TokenCheckKind at, TokenPolicy? policy = null)
    {
        var verdict = await Check(text, policy);
        Assert.False(verdict.Accepted);
        Assert.Equal(at, verdict.Refusal!.Kind);
        Verdicts.AssertConsistent(verdict);
    }

    public async Task<ValidatedToken> AssertAccepted(string text, TokenPolicy? policy = null)
    {
        var verdict = await Check(text, policy);
        Assert.True(verdict.Accepted, verdict.ToString());
        Verdicts.AssertConsistent(verdict);
        return verdict.Token!;
    }
}
