using BlazorJwt.Api.TrustedIssuers;

namespace BlazorJwt.Tests.Api.TrustedIssuers;

/// <summary>An entry of the settings that could not be safe does not start the app.</summary>
public sealed class TrustedIssuerRulesTests
{
    [Theory]
    [InlineData("Algorithms", null, "TrustedIssuers:0:Algorithms is empty.")]
    [InlineData("Algorithms:0", "HS256", "TrustedIssuers:0:Algorithms:0 is HS256, a shared secret")]
    [InlineData("Algorithms:0", "EdDSA", "TrustedIssuers:0:Algorithms:0 is EdDSA: cannot verify this algorithm here. Known are ES256,")]
    [InlineData("Algorithms:0", "Ed25519", "TrustedIssuers:0:Algorithms:0 is Ed25519: cannot verify this algorithm here.")]
    [InlineData("Algorithms:0", "ES256K", "TrustedIssuers:0:Algorithms:0 is ES256K: cannot verify this algorithm here.")]
    [InlineData("Algorithms:0", "ML-DSA-44", "TrustedIssuers:0:Algorithms:0 is ML-DSA-44: cannot verify this algorithm here.")]
    [InlineData("Algorithms:0", "rs256", "TrustedIssuers:0:Algorithms:0 must be written RS256")]
    [InlineData("Algorithms:0", "none", "TrustedIssuers:0:Algorithms:0 is no algorithm that can be verified here: 'none'.")]
    [InlineData("Algorithms:0", "RSA", "TrustedIssuers:0:Algorithms:0 is no algorithm that can be verified here: 'RSA'.")]
    [InlineData("TokenIssuer", "http://localhost:5080", "TrustedIssuers:0 names this app's own issuer.")]
    [InlineData("RoleClaim", "realm_access.roles",
        "TrustedIssuers:0:RoleClaim has a dot, and may mean two things. Write /realm_access/roles for a member inside a claim")]
    [InlineData("RoleClaim", "/realm_access//roles", "TrustedIssuers:0:RoleClaim begins with a slash and is no path to a member")]
    [InlineData("RoleClaim", "/a~b", "TrustedIssuers:0:RoleClaim begins with a slash and is no path to a member")]
    [InlineData("Authority", "http://issuer.example", "TrustedIssuers:0:Authority must be an https address")]
    [InlineData("Authority", "https://issuer.example/?tenant=1", "TrustedIssuers:0:Authority must be an https address")]
    [InlineData("Authority", "http://localhost:5080", "TrustedIssuers:0 names this app's own issuer.")]
    [InlineData("Audience", "", "TrustedIssuers:0:Audience is empty.")]
    [InlineData("Types:0", null, "TrustedIssuers:0 can't tell an access token from an ID token.")]
    [InlineData("ScopeClaim", " ", "TrustedIssuers:0:ScopeClaim must be the name of a claim, or be left out.")]
    [InlineData("Authority", "https://issuer.example/.well-known/openid-configuration",
        "TrustedIssuers:0:Authority is the address of metadata. Leave off /.well-known")]
    [InlineData("Authority", "https://issuer.example/{tenant}", "TrustedIssuers:0:Authority has a placeholder in braces.")]
    [InlineData("Authority", "https://issuer.example ", "TrustedIssuers:0:Authority must be an https address")]
    [InlineData("Authority", "https://issuer.example\t", "TrustedIssuers:0:Authority must be an https address")]
    [InlineData("Issuer", "issuer.example", "TrustedIssuers:0:Issuer must be an https address")]
    [InlineData("Issuer", "https://issuer.example ", "TrustedIssuers:0:Issuer begins or ends with a blank")]
    [InlineData("Issuer", "https://issuer.example/{tenantid}/v2.0", "TrustedIssuers:0:Issuer has a placeholder in braces.")]
    [InlineData("TokenIssuer", " ", "TrustedIssuers:0:TokenIssuer is blank.")]
    [InlineData("TokenIssuer", "https://", "TrustedIssuers:0:TokenIssuer has a colon and is no URI")]
    [InlineData("TokenIssuer", "https://sts.example/{tenant}/", "TrustedIssuers:0:TokenIssuer has a placeholder in braces.")]
    [InlineData("Audience", "orders-here ", "TrustedIssuers:0:Audience begins or ends with a blank")]
    [InlineData("Types", "at+jwt ", "TrustedIssuers:0:Types:0 begins or ends with a blank")]
    [InlineData("Types", "", "TrustedIssuers:0:Types:0 is empty")]
    [InlineData("Required", "", "TrustedIssuers:0:Required:0 is empty")]
    [InlineData("Required", " tid", "TrustedIssuers:0:Required:0 begins or ends with a blank")]
    [InlineData("Required", "/realm_access/roles", "TrustedIssuers:0:Required:0 is a path to a member")]
    [InlineData("Values:tid", "", "TrustedIssuers:0:Values:tid is empty")]
    [InlineData("Values:tid", "acme ", "TrustedIssuers:0:Values:tid begins or ends with a blank")]
    [InlineData("Values:/a/b", "acme", "TrustedIssuers:0:Values:/a/b is a path to a member")]
    [InlineData("Values:#/a", "acme", "TrustedIssuers:0:Values:#/a is a path to a member")]
    [InlineData("GrantedScopes", "orders.read orders.write", "TrustedIssuers:0:GrantedScopes:0 has a space in it.")]
    [InlineData("GrantedScopes", "", "TrustedIssuers:0:GrantedScopes:0 is empty")]
    [InlineData("ScopePrefix", "orders/ ", "TrustedIssuers:0:ScopePrefix begins or ends with a blank")]
    [InlineData("ScopeClaim", "scp ", "TrustedIssuers:0:ScopeClaim begins or ends with a blank")]
    [InlineData("RoleClaim", "/groups/0", "TrustedIssuers:0:RoleClaim has the number of an entry of a list")]
    [InlineData("RoleClaim", "/groups/0/name", "TrustedIssuers:0:RoleClaim has the number of an entry of a list")]
    [InlineData("RoleClaim", "/groups/-", "TrustedIssuers:0:RoleClaim has the number of an entry of a list")]
    [InlineData("RoleClaim", "groups[0]", "TrustedIssuers:0:RoleClaim has a bracket, and there is no way into a list")]
    [InlineData("RoleClaim", "#/realm_access/roles",
        "TrustedIssuers:0:RoleClaim is a path in the form of a fragment. Write it without the #: /realm_access/roles.")]
    [InlineData("RoleClaim", "realm_access/roles", "TrustedIssuers:0:RoleClaim has a slash, and may mean two things. Write " +
        "/realm_access/roles for a member inside a claim, and /realm_access~1roles for a claim of this very name (RFC 6901).")]
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
            "Algorithms" => (options.Algorithms = []).ToString(),
            "Algorithms:0" => options.Algorithms[0] = value!,
            "TokenIssuer" => options.TokenIssuer = value,
            "RoleClaim" => options.RoleClaim = value!,
            "Authority" => options.Authority = value!,
            "Audience" => options.Audience = value,
            "Issuer" => options.Issuer = value,
            "Types" => (options.Types = [value!]).ToString(),
            "Required" => (options.Required = [value!]).ToString(),
            "GrantedScopes" => (options.GrantedScopes = [value!], options.Values["client_id"] = "shop").ToString(),
            "ScopePrefix" => options.ScopePrefix = value!,
            ['V', 'a', 'l', 'u', 'e', 's', ':', .. var claim] => options.Values[claim] = value!,
            "Types:0" => (options.Types = []).ToString(),
            "ScopeClaim" => options.ScopeClaim = value!,
            _ => (options.LongestLifetime = TimeSpan.Parse(value!, System.Globalization.CultureInfo.InvariantCulture)).ToString(),
        };

        var found = Assert.Single(TrustedIssuerRules.Problems(options, "TrustedIssuers:0", "http://localhost:5080"));
        Assert.StartsWith(problem, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Issuer", "https://sts.example/7d4b/")]
    [InlineData("TokenIssuer", "http://fs.example/adfs/services/trust")]
    [InlineData("TokenIssuer", "urn:example:fs")]
    [InlineData("TokenIssuer", "kubernetes/serviceaccount")]
    [InlineData("TokenIssuer", "")]
    [InlineData("Issuer", "")]
    public void A_name_that_tokens_can_have_is_taken(string setting, string value)
    {
        var options = new TrustedIssuerOptions
        {
            Authority = "https://issuer.example",
            Audience = "orders-here",
            Algorithms = ["RS256"],
            Types = ["at+jwt"],
        };
        if (setting is "Issuer") options.Issuer = value;
        else options.TokenIssuer = value;

        Assert.Empty(TrustedIssuerRules.Problems(options, "TrustedIssuers:0", "http://localhost:5080"));
    }

    [Theory]
    [InlineData("roles")]
    [InlineData("https://app.example/roles")]
    [InlineData("cognito:groups")]
    [InlineData("/realm_access/roles")]
    [InlineData("/resource_access/orders.api/roles")]
    [InlineData("/dotted.name")]
    [InlineData("/a~1b/c~0d")]
    public void A_good_entry_has_no_problem(string roleClaim) =>
        Assert.Empty(TrustedIssuerRules.Problems(new()
        {
            RoleClaim = roleClaim,
            Authority = "https://issuer.example",
            Audience = "orders-here",
            Algorithms = ["RS256"],
            Types = ["at+jwt"],
        }, "TrustedIssuers:0", "http://localhost:5080"));
}
