using System.Security.Cryptography;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tests.Tokens;

/// <summary>A wrong setting stops the start, and the message names the setting and the fix.</summary>
public sealed class TokenOptionsTests
{
    private static readonly string EcPem = MakePem(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    [Fact]
    public void The_defaults_are_good() => Assert.NotNull(Start([]).Issuer);

    [Theory]
    [InlineData("Issuer", "tokens.example", "https://tokens.example")]
    [InlineData("Issuer", "ftp://tokens.example", "http or https")]
    [InlineData("Issuer", "https://tokens.example/?tenant=1", "without query")]
    [InlineData("Issuer", "", "Set it to the address")]
    [InlineData("Audience", " ", "Give the API a name")]
    [InlineData("Algorithm", "es256", "ES256, RS256, PS256, HS256")]
    [InlineData("Algorithm", "none", "ES256, RS256, PS256, HS256")]
    [InlineData("ShortestLifetime", "00:00:01", "at least 00:00:05")]
    [InlineData("LongestLifetime", "2.00:00:00", "1.00:00:00")]
    [InlineData("Lifetime", "15", "between Tokens:ShortestLifetime and Tokens:LongestLifetime")]
    [InlineData("Lifetime", "00:00:01", "between")]
    [InlineData("ClockSkew", "00:10:00", "00:05:00")]
    [InlineData("ClockSkew", "-00:00:01", "00:00:00")]
    [InlineData("MaxTokenBytes", "100", "between 1024 and 65536")]
    [InlineData("MaxTokenBytes", "1000000", "between 1024 and 65536")]
    [InlineData("RememberedTokens", "-1", "between 4 and 100000")]
    [InlineData("RememberedTokens", "3", "between 4 and 100000")]
    [InlineData("RememberedTokens", "100001", "between 4 and 100000")]
    [InlineData("KeySetAge", "-00:00:01", "between 00:00:00 and 1.00:00:00")]
    [InlineData("KeySetAge", "1.00:00:01", "between 00:00:00 and 1.00:00:00")]
    [InlineData("KeyAnnounce", "00:01:00", "longer than Tokens:KeySetAge")]
    [InlineData("KeyAnnounce", "31.00:00:00", "at most 30.00:00:00")]
    [InlineData("RotateEvery", "1.01:00:29", "90.00:00:00")]
    [InlineData("Keys:HS256", "your-256-bit-secret", "openssl rand -base64 32")]
    [InlineData("Keys:HS256", "a-password-of-more-than-32-characters", "openssl rand -base64 32")]
    [InlineData("Keys:ES256", "-----BEGIN PRIVATE KEY----- rubbish", "ec_paramgen_curve:P-256")]
    [InlineData("Keys:RS256", "rubbish", "rsa_keygen_bits:3072")]
    [InlineData("Keys:PS256", "rubbish", "rsa_keygen_bits:3072")]
    public void A_wrong_setting_is_named_with_its_fix(string setting, string value, string fix)
    {
        var refusal = AssertStopsTheStart([new($"Tokens:{setting}", value)], setting);

        Assert.Contains(fix, refusal, StringComparison.Ordinal);
        if (setting.StartsWith("Keys", StringComparison.Ordinal)) Assert.DoesNotContain(value, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lifetime_that_is_no_time_is_named_with_its_setting() =>
        Assert.Contains("Tokens:Lifetime",
            Assert.ThrowsAny<InvalidOperationException>(() => Start([new("Tokens:Lifetime", "an hour")])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_public_key_where_a_private_one_is_needed_is_refused()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        AssertStopsTheStart([new("Tokens:Keys:ES256", ecdsa.ExportSubjectPublicKeyInfoPem())], "Keys:ES256");
    }

    [Fact]
    public void A_key_on_another_curve_is_refused() =>
        Assert.Contains("P-256", AssertStopsTheStart([new("Tokens:Keys:ES256", MakePem(ECDsa.Create(ECCurve.NamedCurves.nistP384)))],
            "Keys:ES256"), StringComparison.Ordinal);

    [Theory]
    [InlineData(1024)]
    [InlineData(2056)]
    public void An_RSA_key_of_a_wrong_size_is_refused(int bits) =>
        Assert.Contains($"{bits} bits", AssertStopsTheStart([new("Tokens:Keys:RS256", MakePem(RSA.Create(bits)))], "Keys:RS256"),
            StringComparison.Ordinal);

    [Fact]
    public void One_RSA_key_for_two_algorithms_is_refused_in_whatever_spelling()
    {
        using var rsa = RSA.Create(2048);
        AssertStopsTheStart([new("Tokens:Keys:RS256", rsa.ExportPkcs8PrivateKeyPem()),
            new("Tokens:Keys:PS256", rsa.ExportRSAPrivateKeyPem())], "Keys:PS256");
    }

    [Fact]
    public void Several_wrong_settings_are_all_named()
    {
        var refusal = AssertStopsTheStart([new("Tokens:Audience", ""), new("Tokens:ClockSkew", "01:00:00")], "Audience");
        Assert.Contains("Tokens:ClockSkew", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KeyAnnounce", "00:01:01")]
    [InlineData("KeySetAge", "23:59:59")]
    [InlineData("RotateEvery", "1.01:00:30")]
    public void A_setting_at_its_bound_is_good(string setting, string value) => Assert.NotNull(Start([new($"Tokens:{setting}", value)]));

    [Fact]
    public async Task A_configured_key_outlives_a_restart()
    {
        var (before, after) = (new TokenWorld(new() { Keys = { ES256 = EcPem } }),
            new TokenWorld(new() { Keys = { ES256 = EcPem.ReplaceLineEndings("\\n") } }));
        Assert.True(Assert.Single(before.Keys.Status()).IsConfigured);

        // Nobody has signed anything since the restart.
        await after.AssertAccepted(before.Token());
        await new TokenWorld().AssertRefused(before.Token(), TokenCheckKind.Key);
    }

    private static string AssertStopsTheStart(KeyValuePair<string, string?>[] settings, string named)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Start(settings)).Message;
        Assert.Contains($"Tokens:{named}", refusal, StringComparison.Ordinal);
        return refusal;
    }

    private static TokenOptions Start(KeyValuePair<string, string?>[] settings)
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddTokens()
            .BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        return services.GetRequiredService<IOptions<TokenOptions>>().Value;
    }

    private static string MakePem(AsymmetricAlgorithm key)
    {
        using (key) return key.ExportPkcs8PrivateKeyPem();
    }
}
