using System.Text.Json.Nodes;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;

/// <summary>What an assertion may leave out: <c>kid</c> (RFC 7515 section 4.1.4), <c>iat</c> and <c>jti</c> (RFC 7523 section 3). It is
/// valid once all the same.</summary>
[Trait("needs", "server")]
public sealed class OptionalAssertionMembersTests(AppFixture app)
{
    private const string UsedWithoutId =
        "The assertion was used before. Each is valid once, and without jti two with the same claims are one: add a jti.";

    private const string NoOnlyKeyFits =
        "kid is missing, and the signature does not fit: the client in iss is unknown, has more than one key, or another key signed.";

    private readonly MachineWorld _world = new(app);

    [Theory]
    [InlineData("kid")]
    [InlineData("iat")]
    [InlineData("jti")]
    [InlineData("kid iat jti")]
    public async Task An_assertion_may_leave_it_out_and_is_valid_once_all_the_same(string members)
    {
        var client = new SigningClient(_world, TimeProvider.System);

        foreach (var use in Enum.GetValues<AssertionUse>())
        {
            var assertion = client.Assertion(use, Without, Without);
            Assert.Null(await SendAsync(_world, assertion, use));
            Assert.Equal(members.Contains("jti", StringComparison.Ordinal) ? UsedWithoutId
                : "The assertion was used before. Each is valid once: sign another.", await SendAsync(_world, assertion, use));
        }

        void Without(JsonObject part)
        {
            foreach (var member in members.Split(' ')) part.Remove(member);
        }
    }

    [Fact]
    public async Task Without_jti_the_same_claims_signed_once_more_are_the_same_assertion_and_other_claims_are_another()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));
        await using var own = AppFixture.Start(time: clock);
        var world = new MachineWorld(own);
        var client = new SigningClient(world, clock);

        Assert.Null(await SendAsync(world, Signed()));
        // ES256 signs with a random number: another signature over what was signed before.
        Assert.Equal(UsedWithoutId, await SendAsync(world, Signed()));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await SendAsync(world, Signed()));

        string Signed() => client.Assertion(payload: claims => claims.Remove("jti"));
    }

    [Fact]
    public async Task An_account_with_two_keys_is_refused_without_kid_as_an_unknown_client_and_a_strangers_key_are()
    {
        var client = new SigningClient(_world, TimeProvider.System);
        var other = new SigningClient(_world, TimeProvider.System);
        static void NoKeyId(JsonObject header) => header.Remove("kid");

        foreach (var use in Enum.GetValues<AssertionUse>())
        {
            Assert.Equal(NoOnlyKeyFits, await SendAsync(_world, client.Assertion(use, NoKeyId, signer: other.Key), use));
            Assert.Equal(NoOnlyKeyFits, await SendAsync(_world, client.Assertion(use, NoKeyId,
                claims => (claims["iss"], claims["sub"]) = ("svc-0000000000000000", "svc-0000000000000000")), use));
        }

        await _world.Accounts.RotateKeyAsync(_world.Visitor, client.Id);
        foreach (var use in Enum.GetValues<AssertionUse>())
        {
            Assert.Equal(NoOnlyKeyFits, await SendAsync(_world, client.Assertion(use, NoKeyId), use));
            Assert.Null(await SendAsync(_world, client.Assertion(use), use));
        }
    }

    [Fact]
    public async Task A_kid_that_names_no_key_of_the_account_is_refused_though_the_account_has_one_key_that_fits()
    {
        var client = new SigningClient(_world, TimeProvider.System);

        foreach (var keyId in (string[])["another", ""])
            Assert.Equal(WrongAssertionClaims.NoKeyFits, await SendAsync(_world, client.Assertion(header => header["kid"] = keyId)));
    }

    // What the refusal says; null for a token.
    private static async Task<string?> SendAsync(MachineWorld world, string assertion, AssertionUse use = AssertionUse.Grant)
    {
        using var answer = await world.TokenAsync(null, use is AssertionUse.Grant
            ? [("grant_type", MachineWorld.Grant), ("assertion", assertion)]
            : [("grant_type", "client_credentials"), ("client_assertion_type", MachineWorld.AssertionType),
                ("client_assertion", assertion)]);
        if (answer.IsSuccessStatusCode) return null;
        await answer.AssertErrorAsync(use is AssertionUse.Grant ? "invalid_grant" : "invalid_client");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error_description"]!
            .GetValue<string>();
    }
}
