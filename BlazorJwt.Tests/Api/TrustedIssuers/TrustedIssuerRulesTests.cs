using BlazorJwt.Api.TrustedIssuers;

namespace BlazorJwt.Tests.Api.TrustedIssuers;

/// <summary>An entry of the settings that could not be safe does not start the app.</summary>
public sealed class TrustedIssuerRulesTests
{
    [Theory]
    [InlineData("Algorithms:0", "HS256", "TrustedIssuers:0:Algorithms must list what that issuer signs with")]
    [InlineData("Authority", "http://issuer.example", "TrustedIssuers:0:Authority must be an https address")]
    [InlineData("Authority", "https://issuer.example/?tenant=1", "TrustedIssuers:0:Authority must be an https address")]
    [InlineData("Authority", "http://localhost:5080", "TrustedIssuers:0 names this app's own issuer.")]
    [InlineData("Audience", "", "TrustedIssuers:0:Audience is empty.")]
    [InlineData("Types:0", null, "TrustedIssuers:0 can't tell an access token from an ID token.")]
    [InlineData("ScopeClaim", " ", "TrustedIssuers:0:ScopeClaim, RoleClaim and NameClaim must be names of claims.")]
    [InlineData("LongestLifetime", "30.00:00:00", "TrustedIssuers:0:LongestLifetime must lie between 00:00:01 and 1.00:00:00.")]
    public void An_entry_that_cannot_be_safe_is_named_with_the_fix(string setting, string? value, string problem)
    {
        var options = new TrustedIssuerOptions
        {
            Authority = "https://issuer.example",
            Audience = "orders-here",
            Algorithms = ["RS256"],
            Types = ["at+jwt"],
        };
        _ = setting switch
        {
            "Algorithms:0" => options.Algorithms[0] = value!,
            "Authority" => options.Authority = value!,
            "Audience" => options.Audience = value,
            "Types:0" => (options.Types = []).ToString(),
            "ScopeClaim" => options.ScopeClaim = value!,
            _ => (options.LongestLifetime = TimeSpan.Parse(value!, System.Globalization.CultureInfo.InvariantCulture)).ToString(),
        };

        var found = Assert.Single(TrustedIssuerRules.Problems(options, "TrustedIssuers:0", "http://localhost:5080"));
        Assert.StartsWith(problem, found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_good_entry_has_no_problem() =>
        Assert.Empty(TrustedIssuerRules.Problems(new()
        {
            Authority = "https://issuer.example",
            Audience = "orders-here",
            Algorithms = ["RS256"],
            Types = ["at+jwt"],
        }, "TrustedIssuers:0", "http://localhost:5080"));
}
