using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;

/// <summary>The ways of a service account into the API, and what each refusal says: the RFC's error, and of a secret nothing
/// else.</summary>
[Trait("needs", "server")]
public sealed class ServiceAccountGrantTests(AppFixture app)
{
    private const string BadClient = "{\"error\":\"invalid_client\",\"error_description\":\"The client could not be authenticated.\"}";

    private readonly MachineWorld _world = new(app);

    [Fact]
    public async Task An_api_key_in_a_header_opens_what_its_scopes_allow()
    {
        var key = (await _world.RegisterAsync()).Secret!;

        using var read = await _world.SendAsync(HttpMethod.Get, "/api/orders", ("X-Api-Key", key));
        using var write = await _world.SendAsync(HttpMethod.Post, "/api/orders", ("X-Api-Key", key));
        using var wrong = await _world.SendAsync(HttpMethod.Get, "/api/orders", ("X-Api-Key", key[..^1] + (key[^1] is 'A' ? 'E' : 'A')));
        using var inAddress = await _world.SendAsync(HttpMethod.Get, $"/api/orders?api_key={key}");

        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, write.StatusCode);
        Assert.Equal("Bearer realm=\"orders API\", error=\"insufficient_scope\", error_description=\"The API key lacks the scope " +
            "orders.write.\", scope=\"orders.write\"", write.Headers.WwwAuthenticate.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal("Bearer realm=\"orders API\"", wrong.Headers.WwwAuthenticate.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, inAddress.StatusCode);
    }

    [Fact]
    public async Task An_authorization_header_beats_the_key_and_the_key_beats_the_cookie()
    {
        var key = (await _world.RegisterAsync()).Secret!;
        using var alice = await app.SignInAsync("alice", SignInForms.Cancellation);

        using var header = await _world.SendAsync(HttpMethod.Get, "/api/orders", ("X-Api-Key", key), ("Authorization", "Bearer gar.ba.ge"));
        using var cookie = await _world.SendAsync(HttpMethod.Get, "/api/orders", ("X-Api-Key", "bad"),
            ("Cookie", $"__Host-BlazorJwt={alice.Token}"));

        Assert.Equal(HttpStatusCode.Unauthorized, header.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, cookie.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_secret_gets_a_token_by_header_or_form(bool byHeader)
    {
        var given = await _world.RegisterAsync();
        var (id, secret) = (given.Account.ClientId, given.Secret!);

        using var answer = byHeader ? await _world.TokenAsync(MachineWorld.Basic(id, secret), ("grant_type", "client_credentials"))
            : await _world.TokenAsync(null, ("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret));

        await AssertTokenAsync(answer, id);
    }

    [Fact]
    public async Task A_signed_assertion_gets_a_token_once_as_grant_or_as_client_authentication()
    {
        var id = (await _world.RegisterAsync()).Account.ClientId;
        var file = (await _world.Accounts.RotateKeyAsync(_world.Visitor, id))!.KeyFile!;
        var first = KeyFile.Assert(file, DateTimeOffset.UtcNow, AssertionUse.Grant);

        using var grant = await _world.TokenAsync(null, ("grant_type", MachineWorld.Grant), ("assertion", first));
        using var again = await _world.TokenAsync(null, ("grant_type", MachineWorld.Grant), ("assertion", first));
        using var elsewhere = await ProveAsync(first);
        using var proof = await ProveAsync(KeyFile.Assert(file, DateTimeOffset.UtcNow, AssertionUse.ClientAuthentication));

        await AssertTokenAsync(grant, id);
        await again.AssertErrorAsync("invalid_grant");
        await elsewhere.AssertErrorAsync("invalid_client");
        await AssertTokenAsync(proof, id);
    }

    [Theory]
    [InlineData("unknown client")]
    [InlineData("wrong secret")]
    [InlineData("no secret")]
    [InlineData("unreadable")]
    [InlineData("of another account")]
    public async Task Whatever_is_wrong_with_the_client_it_gets_one_answer(string wrong)
    {
        var (given, other) = (await _world.RegisterAsync(), await _world.RegisterAsync());
        var (id, secret) = wrong switch
        {
            "unknown client" => ("svc-0000000000000000", given.Secret!),
            "wrong secret" => (given.Account.ClientId, given.Secret![..^8] + "AAAAAAAA"),
            "of another account" => (given.Account.ClientId, other.Secret!),
            _ => (given.Account.ClientId, ""),
        };

        using var header = await _world.TokenAsync(wrong is "unreadable" ? "Basic %%%" : MachineWorld.Basic(id, secret),
            ("grant_type", "client_credentials"));
        using var form = await _world.TokenAsync(null, ("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret));

        await AssertErrorAsync(header, BadClient, HttpStatusCode.Unauthorized);
        Assert.Equal("Basic realm=\"token endpoint\"", header.Headers.WwwAuthenticate.ToString());
        await AssertErrorAsync(form, BadClient);
        Assert.Empty(form.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task Two_ways_at_once_a_secret_in_the_address_and_a_scope_too_wide_are_refused()
    {
        var given = await _world.RegisterAsync();
        var basic = MachineWorld.Basic(given.Account.ClientId, given.Secret!);

        using var two = await _world.TokenAsync(basic, ("grant_type", "client_credentials"), ("client_secret", given.Secret!));
        using var untyped = await _world.TokenAsync(null, ("grant_type", "client_credentials"), ("client_assertion", "a.b.c"));
        using var wide = await _world.TokenAsync(basic, ("grant_type", "client_credentials"), ("scope", "orders.read orders.write"));

        // RFC 6749 section 2.3.1: never in the address. What was in it was never read.
        using var inAddress = await app.PostFormAsync($"/token?client_id={given.Account.ClientId}&client_secret={given.Secret}",
            ("grant_type", "client_credentials"));
        using var twice = await _world.TokenAsync(null, ("grant_type", "client_credentials"), ("client_id", given.Account.ClientId),
            ("client_secret", "one"), ("client_secret", "two"));

        await two.AssertErrorAsync("invalid_request");
        await AssertErrorAsync(inAddress, BadClient);
        await twice.AssertErrorAsync("invalid_request");
        await untyped.AssertErrorAsync("invalid_request");
        await wide.AssertErrorAsync("invalid_scope");
    }

    [Fact]
    public async Task A_rotated_secret_and_key_are_good_for_the_overlap_and_no_longer()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var own = AppFixture.Start(time: clock);
        var world = new MachineWorld(own);
        var old = await world.RegisterAsync();
        var id = old.Account.ClientId;
        var oldFile = (await world.Accounts.RotateKeyAsync(world.Visitor, id))!.KeyFile!;
        var current = (await world.Accounts.RotateSecretAsync(world.Visitor, id))!.Secret!;
        await world.Accounts.RotateKeyAsync(world.Visitor, id);

        Assert.NotNull(await world.Accounts.BySecretAsync(old.Secret));
        using var before = await world.TokenAsync(null, ("grant_type", MachineWorld.Grant),
            ("assertion", KeyFile.Assert(oldFile, clock.GetUtcNow(), AssertionUse.Grant)));
        clock.Advance(ServiceAccountRegistry.Overlap);
        using var after = await world.TokenAsync(null, ("grant_type", MachineWorld.Grant),
            ("assertion", KeyFile.Assert(oldFile, clock.GetUtcNow(), AssertionUse.Grant)));

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await after.AssertErrorAsync("invalid_grant");
        Assert.Null(await world.Accounts.BySecretAsync(old.Secret));
        Assert.NotNull(await world.Accounts.BySecretAsync(current));
    }

    [Fact]
    public async Task Revoking_ends_the_key_the_secret_and_every_token_at_once()
    {
        var given = await _world.RegisterAsync();
        var id = given.Account.ClientId;
        using var answer = await _world.TokenAsync(MachineWorld.Basic(id, given.Secret!), ("grant_type", "client_credentials"));
        var token = await AssertTokenAsync(answer, id);

        Assert.False(await _world.Accounts.RevokeAsync("another visitor", id));
        Assert.True(await _world.Accounts.RevokeAsync(_world.Visitor, id));

        using var byToken = await _world.SendAsync(HttpMethod.Get, "/api/orders", ("Authorization", $"Bearer {token}"));
        using var byKey = await _world.SendAsync(HttpMethod.Get, "/api/orders", ("X-Api-Key", given.Secret!));
        using var bySecret = await _world.TokenAsync(null, ("grant_type", "client_credentials"), ("client_id", id),
            ("client_secret", given.Secret!));
        Assert.Equal(HttpStatusCode.Unauthorized, byToken.StatusCode);
        Assert.Equal("Bearer realm=\"orders API\", error=\"invalid_token\", error_description=\"This token was revoked, with the " +
            "service account it was issued to.\"", byToken.Headers.WwwAuthenticate.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, byKey.StatusCode);
        await AssertErrorAsync(bySecret, BadClient);
    }

    [Fact]
    public async Task A_service_account_takes_its_own_token_back_when_it_proves_who_it_is_and_nobody_else_s()
    {
        var (given, other) = (await _world.RegisterAsync(), await _world.RegisterAsync());
        var (id, secret) = (given.Account.ClientId, given.Secret!);
        using var answer = await _world.TokenAsync(MachineWorld.Basic(id, secret), ("grant_type", "client_credentials"));
        var token = await AssertTokenAsync(answer, id);

        using var named = await app.PostFormAsync("/revoke", ("token", token), ("client_id", id));
        using var wrong = await app.PostFormAsync("/revoke", ("token", token), ("client_id", id),
            ("client_secret", secret[..^8] + "AAAAAAAA"));
        using var unknown = await app.PostFormAsync("/revoke", ("token", token), ("client_id", "svc-0000000000000000"),
            ("client_secret", secret));
        using var foreign = await app.PostFormAsync("/revoke", ("token", token), ("client_id", other.Account.ClientId),
            ("client_secret", other.Secret!));
        await AssertErrorAsync(named, BadClient);
        await AssertErrorAsync(wrong, BadClient);
        await AssertErrorAsync(unknown, BadClient);
        await foreign.AssertErrorAsync("invalid_grant");
        Assert.True(await app.IsGoodAsync(token));

        using var own = await app.PostFormAsync("/revoke", ("token", token), ("client_id", id), ("client_secret", secret));

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.False(await app.IsGoodAsync(token));
        using var next = await _world.TokenAsync(MachineWorld.Basic(id, secret), ("grant_type", "client_credentials"));
        await AssertTokenAsync(next, id);
    }

    [Fact]
    public async Task Too_many_requests_of_either_grant_get_a_time_to_come_back_and_a_sentence_about_requests()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var own = AppFixture.Start([("Accounts:TokenRequestsByAddress", "2"), ("Accounts:Window", "00:05:00")], time: clock);
        var world = new MachineWorld(own);
        var given = await world.RegisterAsync();
        var basic = MachineWorld.Basic(given.Account.ClientId, given.Secret!);
        using var first = await world.TokenAsync(null, ("grant_type", MachineWorld.Grant), ("assertion", "no.assertion"));
        using var second = await world.TokenAsync(basic, ("grant_type", "client_credentials"));

        using var answer = await world.TokenAsync(basic, ("grant_type", "client_credentials"));
        using var assertion = await world.TokenAsync(null, ("grant_type", MachineWorld.Grant), ("assertion", "no.assertion"));
        clock.Advance(TimeSpan.FromSeconds(300));
        using var later = await world.TokenAsync(basic, ("grant_type", "client_credentials"));

        await AssertErrorAsync(answer, "{\"error\":\"temporarily_unavailable\",\"error_description\":\"There were too many requests " +
            "from this address. Try again in 300 seconds.\"}", HttpStatusCode.TooManyRequests);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.TooManyRequests),
            (first.StatusCode, second.StatusCode, assertion.StatusCode));
        Assert.Equal(TimeSpan.FromSeconds(300), answer.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task No_secret_key_or_assertion_gets_into_the_log()
    {
        await using var own = AppFixture.Start();
        var world = new MachineWorld(own);
        var given = await world.RegisterAsync();
        var file = (await world.Accounts.RotateKeyAsync(world.Visitor, given.Account.ClientId))!.KeyFile!;
        var assertion = KeyFile.Assert(file, DateTimeOffset.UtcNow, AssertionUse.Grant);
        var basic = MachineWorld.Basic(given.Account.ClientId, given.Secret!);

        (await world.SendAsync(HttpMethod.Get, "/api/orders", ("X-Api-Key", given.Secret!))).Dispose();
        (await world.TokenAsync(basic, ("grant_type", "client_credentials"))).Dispose();
        (await world.TokenAsync(null, ("grant_type", "client_credentials"), ("client_id", given.Account.ClientId),
            ("client_secret", given.Secret!))).Dispose();
        (await world.TokenAsync(null, ("grant_type", MachineWorld.Grant), ("assertion", assertion))).Dispose();
        (await world.TokenAsync(null, ("grant_type", MachineWorld.Grant), ("assertion", assertion))).Dispose();

        Assert.Contains("/token", own.LogText, StringComparison.Ordinal);
        Assert.All([given.Secret!, basic["Basic ".Length..], assertion.Split('.')[2], file.Split('\n')[5]],
            secret => Assert.DoesNotContain(secret, own.LogText, StringComparison.Ordinal));
        Assert.DoesNotContain(given.Secret!, given.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_has_a_bounded_number_of_accounts_and_sees_only_his_own()
    {
        for (var count = 0; count < ServiceAccountRegistry.PerVisitor; count++) await _world.RegisterAsync();
        Assert.Equal("You have 5 service accounts. Revoke one first.",
            (await _world.Accounts.RegisterAsync(_world.Visitor, "one more", ["orders.read"])).Problem);
        Assert.Equal("Give it a name of 1 to 40 characters.", (await _world.Accounts.RegisterAsync("else", " ", ["orders.read"])).Problem);
        var unknownScope = await _world.Accounts.RegisterAsync("else", "x", ["admin"]);
        Assert.Equal("Choose one scope at least: orders.read or orders.write.", unknownScope.Problem);
        var mine = await _world.Accounts.OfAsync(_world.Visitor);
        Assert.Equal(5, mine.Count);
        Assert.Empty(await _world.Accounts.OfAsync($"{_world.Visitor} of somebody else"));
        Assert.Null(await _world.Accounts.RotateSecretAsync($"{_world.Visitor} of somebody else", mine[0].ClientId));
    }

    private Task<HttpResponseMessage> ProveAsync(string assertion) =>
        _world.TokenAsync(null, ("grant_type", "client_credentials"), ("client_assertion_type", MachineWorld.AssertionType),
            ("client_assertion", assertion));

    private async Task<string> AssertTokenAsync(HttpResponseMessage answer, string clientId)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(SignInForms.Cancellation);
        Assert.False(json.TryGetProperty("refresh_token", out _));
        var text = json.GetProperty("access_token").GetString()!;
        var token = (await app.CheckAsync(text)).Token!;
        Assert.Equal((clientId, clientId), (token.Subject, token.GetPayloadValue<string>("client_id")));
        Assert.Equal("orders.read", token.GetPayloadValue<string>("scope"));
        using var orders = await _world.SendAsync(HttpMethod.Get, "/api/orders", ("Authorization", $"Bearer {text}"));
        Assert.Equal(HttpStatusCode.OK, orders.StatusCode);
        return text;
    }

    private static async Task AssertErrorAsync(HttpResponseMessage answer, string json, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal(json, await answer.Content.ReadAsStringAsync(SignInForms.Cancellation));
    }
}
