using System.Text.Json;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tests.Tokens;

/// <summary>What is in a token that the service made.</summary>
public sealed class IssueTests
{
    private readonly TokenWorld _world = new();

    [Fact]
    public void The_header_is_that_of_an_access_token()
    {
        var header = _world.Service.Decode(_world.Token()).Header!.Value;

        Assert.Equal(["alg", "kid", "typ"], header.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal("ES256", header.GetProperty("alg").GetString());
        Assert.Equal(_world.Key().KeyId, header.GetProperty("kid").GetString());
        Assert.Equal("at+jwt", header.GetProperty("typ").GetString());
    }

    [Fact]
    public void The_payload_has_every_claim_that_RFC_9068_asks_for()
    {
        var issued = _world.Issue();
        var payload = _world.Service.Decode(issued.Text).Payload!.Value;

        Assert.Equal(_world.Options.Issuer, payload.GetProperty("iss").GetString());
        Assert.Equal("alice", payload.GetProperty("sub").GetString());
        Assert.Equal(_world.Options.Audience, payload.GetProperty("aud").GetString());
        Assert.Equal(_world.Now, payload.GetProperty("iat").GetInt64());
        Assert.Equal(_world.Now, payload.GetProperty("nbf").GetInt64());
        Assert.Equal(_world.Now + 900, payload.GetProperty("exp").GetInt64());
        Assert.Equal("tests", payload.GetProperty("client_id").GetString());
        Assert.Equal(issued.JwtId, payload.GetProperty("jti").GetString());
        Assert.Equal("orders.read", payload.GetProperty("scope").GetString());
        Assert.Equal("Alice Anders", payload.GetProperty("name").GetString());
        Assert.False(payload.TryGetProperty("sid", out _));
    }

    [Fact]
    public async Task One_role_is_a_string_and_several_are_an_array_and_both_count_as_roles()
    {
        var request = new TokenRequest { Subject = "bob", ClientId = "tests", Roles = ["customer"] };
        var one = _world.Service.Issue(request).Text;
        var two = _world.Service.Issue(request with { Roles = ["customer", "manager"] }).Text;

        Assert.Equal(JsonValueKind.String, _world.Service.Decode(one).Payload!.Value.GetProperty("role").ValueKind);
        Assert.Equal(JsonValueKind.Array, _world.Service.Decode(two).Payload!.Value.GetProperty("role").ValueKind);
        var principal = new System.Security.Claims.ClaimsPrincipal((await _world.Check(two)).Identity!);
        Assert.True(principal.IsInRole("customer"));
        Assert.True(principal.IsInRole("manager"));
        Assert.False(principal.IsInRole("Manager "));
    }

    [Fact]
    public async Task The_principal_keeps_the_names_of_the_claims()
    {
        var identity = (await _world.Check(_world.Token())).Identity!;

        Assert.Equal("alice", identity.FindFirst("sub")!.Value);
        Assert.Equal("Alice Anders", identity.Name);
        Assert.True(identity.IsAuthenticated);
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(120, 120)]
    [InlineData(86_400, 3600)]
    [InlineData(-5, 30)]
    public void A_lifetime_is_brought_within_the_bounds_of_the_settings(int asked, int got)
    {
        var issued = _world.Issue(lifetime: TimeSpan.FromSeconds(asked));

        Assert.Equal(TimeSpan.FromSeconds(got), issued.Lifetime);
        Assert.Equal(issued.ExpiresAt.ToUnixTimeSeconds(), _world.Service.Decode(issued.Text).Payload!.Value.GetProperty("exp").GetInt64());
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("HS256")]
    public async Task A_token_of_every_algorithm_is_accepted_and_no_two_are_alike(string algorithm)
    {
        var (one, other) = (_world.Issue(algorithm), _world.Issue(algorithm));

        await _world.AssertAccepted(one.Text);
        Assert.Equal(algorithm, one.Algorithm);
        Assert.NotEqual(one.JwtId, other.JwtId);
        Assert.True((await _world.AskTheLibrary(one.Text, _world.Key(algorithm))).IsValid);
    }

    [Fact]
    public async Task Names_beyond_the_basic_plane_survive_the_way()
    {
        var request = new TokenRequest { Subject = "bob", ClientId = "tests", Name = "Zoë 😀 \"quoted\" \\ 漢字 \u0001" };

        Assert.Equal(request.Name, (await _world.Check(_world.Service.Issue(request).Text)).Identity!.Name);
    }

    [Fact]
    public void Further_claims_can_not_replace_those_of_the_service()
    {
        var issued = _world.Service.Issue(new()
        {
            Subject = "bob",
            ClientId = "tests",
            Roles = ["customer"],
            FurtherClaims = new Dictionary<string, object>
            {
                ["sub"] = "admin",
                ["exp"] = long.MaxValue,
                ["role"] = "manager",
                ["colour"] = "green",
            },
        });

        var payload = _world.Service.Decode(issued.Text).Payload!.Value;
        Assert.Equal("bob", payload.GetProperty("sub").GetString());
        Assert.Equal(_world.Now + 900, payload.GetProperty("exp").GetInt64());
        Assert.Equal("customer", payload.GetProperty("role").GetString());
        Assert.Equal("green", payload.GetProperty("colour").GetString());
    }

    [Fact]
    public void A_token_that_no_check_would_accept_is_not_made()
    {
        Assert.ThrowsAny<ArgumentException>(() => _world.Service.Issue(new() { Subject = " ", ClientId = "tests" }));
        Assert.ThrowsAny<ArgumentException>(() => _world.Service.Issue(new() { Subject = "bob", ClientId = "" }));
        Assert.ThrowsAny<ArgumentException>(
            () => _world.Service.Issue(new() { Subject = "bob", ClientId = "tests", Name = new string('x', 9000) }));
        Assert.ThrowsAny<ArgumentException>(() => _world.Service.Issue(new() { Subject = "bob", ClientId = "tests", Algorithm = "none" }));
    }
}
