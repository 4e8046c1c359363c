using System.Net;
using System.Text;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Tests.Api;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.AuthorizationServer.SigningKeys;

/// <summary>A rotation as others see it, over HTTP: who may begin it, what the key set holds, and when a token is refused.</summary>
[Trait("needs", "server")]
public sealed class RotationTests(AppFixture app)
{
    private const string KeySet = "/.well-known/jwks.json";

    [Fact]
    public async Task A_key_is_published_signs_verifies_and_goes_and_its_token_is_refused_after_that()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var own = AppFixture.Start([("Tokens:RememberedTokens", "64")], time: time);
        var visitor = new Visitor(own);
        var (tokens, ring) = (own.Services.GetRequiredService<TokenService>(), own.Services.GetRequiredService<TokenKeyRing>());
        var former = ring.For("ES256");
        var shortLived = tokens.Issue(
            new() { Subject = "alice", ClientId = "tests", Scopes = ["orders.read"], Lifetime = TimeSpan.FromMinutes(2) });
        // One that the service would not issue: it outlives its key, as a forged one would.
        var outliving = Forge.Change(shortLived.Text, former,
            payload: json => json["exp"] = time.GetUtcNow().AddMinutes(50).ToUnixTimeSeconds());
        Assert.Equal([former.KeyId], await KeyIdsAsync(visitor));

        var manager = Manager(own);
        using var begun = await visitor.WithHeader(HttpMethod.Post, "/api/keys/ES256/rotation", manager);

        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        var answer = await begun.JsonAsync();
        var next = answer.GetProperty("kid").GetString()!;
        Assert.Equal(("ES256", "announced", time.GetUtcNow().AddSeconds(30)),
            (answer.GetProperty("alg").GetString(), answer.GetProperty("stage").GetString(),
                answer.GetProperty("signsFrom").GetDateTimeOffset()));
        Assert.Equal([former.KeyId, next], await KeyIdsAsync(visitor));
        Assert.Equal(former.KeyId, Kid(visitor.Token()));

        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(next, Kid(visitor.Token()));
        Assert.Equal([former.KeyId, next], await KeyIdsAsync(visitor));
        await AssertAnswer(HttpStatusCode.OK, shortLived.Text);
        await AssertAnswer(HttpStatusCode.OK, outliving);

        // The last token of the former key was the manager's.
        time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal([next], await KeyIdsAsync(visitor));
        await AssertAnswer(HttpStatusCode.Unauthorized, outliving, "kid names a key that is not trusted here.");
        await AssertAnswer(HttpStatusCode.OK, visitor.Token());

        async Task AssertAnswer(HttpStatusCode status, string token, string? problem = null)
        {
            using var response = await visitor.WithHeader(HttpMethod.Get, "/api/orders", token);
            Assert.Equal(status, response.StatusCode);
            if (problem is not null) Assert.Contains(problem, response.Challenge(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_key_set_says_for_how_long_it_may_be_kept_and_a_new_key_is_announced_for_longer()
    {
        await using var own = AppFixture.Start([("Tokens:KeySetAge", "00:05:00"), ("Tokens:KeyAnnounce", "02:00:00")],
            environment: "Production");
        using var response = await new Visitor(own).WithHeader(HttpMethod.Get, KeySet, token: null);

        Assert.Equal("public, max-age=300", response.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("Development", 15, 30)]
    [InlineData("Production", 60, 24 * 60 * 60)]
    public void The_times_are_those_of_a_room_in_development_and_a_day_elsewhere(string environment, int age, int announce)
    {
        using var settings = new Microsoft.Extensions.Configuration.ConfigurationManager();
        Microsoft.Extensions.Configuration.JsonConfigurationExtensions.AddJsonFile(settings, Repository.PathOf("appsettings.json"));
        Microsoft.Extensions.Configuration.JsonConfigurationExtensions.AddJsonFile(settings,
            Repository.PathOf($"appsettings.{environment}.json"), optional: true);
        var options = new TokenOptions();
        Microsoft.Extensions.Configuration.ConfigurationBinder.Bind(settings.GetSection(TokenOptions.Section), options);

        Assert.Equal((TimeSpan.FromSeconds(age), TimeSpan.FromSeconds(announce)), (options.KeySetAge, options.KeyAnnounce));
        Assert.Null(options.RotateEvery);
    }

    [Fact]
    public async Task Only_a_manager_may_rotate_and_nothing_changes_for_who_may_not()
    {
        await using var own = AppFixture.Start();
        var visitor = new Visitor(own);
        var before = await KeyIdsAsync(visitor);

        using var nobody = await visitor.WithHeader(HttpMethod.Post, "/api/keys/ES256/rotation", token: null);
        using var customer = await visitor.WithHeader(HttpMethod.Post, "/api/keys/ES256/rotation", visitor.Token(role: "customer"));
        using var byCookie = await visitor.WithCookie(HttpMethod.Post, "/api/keys/ES256/rotation", Manager(own), body: null,
            ("Origin", "http://evil.example"));
        using var byGet = await visitor.WithHeader(HttpMethod.Get, "/api/keys/ES256/rotation", Manager(own));

        await nobody.ProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal("The token lacks the role manager.", await customer.ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Contains("insufficient_scope", customer.Challenge(), StringComparison.Ordinal);
        await byCookie.ProblemAsync(HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.NotFound, byGet.StatusCode);
        Assert.Equal(before, await KeyIdsAsync(visitor));
    }

    [Theory]
    [InlineData("es256")]
    [InlineData("ES384")]
    [InlineData("none")]
    [InlineData("ES256%0A")]
    public async Task An_algorithm_that_this_app_does_not_sign_with_is_not_found(string algorithm)
    {
        using var response = await new Visitor(app).WithHeader(HttpMethod.Post, $"/api/keys/{algorithm}/rotation", Manager(app));

        Assert.Equal("This app signs with ES256, RS256, PS256, HS256, written just so.",
            await response.ProblemAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task A_whole_room_that_rotates_at_once_begins_one_rotation()
    {
        await using var own = AppFixture.Start();
        var (visitor, manager) = (new Visitor(own), Manager(own));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(_ => visitor.WithHeader(HttpMethod.Post, "/api/keys/ES256/rotation", manager)));

        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Accepted);
        Assert.Equal(29, answers.Count(answer => answer.StatusCode is HttpStatusCode.Conflict));
        Assert.Equal(2, (await KeyIdsAsync(visitor)).Length);
    }

    [Fact]
    public async Task Not_one_byte_of_a_private_half_is_in_the_key_set_whatever_stage_its_key_is_in()
    {
        await using var own = AppFixture.Start();
        var (visitor, ring) = (new Visitor(own), own.Services.GetRequiredService<TokenKeyRing>());
        foreach (var algorithm in SigningAlgorithms.All) Assert.NotNull(ring.Rotate(algorithm).Next);
        var keys = ring.Existing.ToArray();

        using var response = await visitor.WithHeader(HttpMethod.Get, KeySet, token: null);
        var bytes = Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        Assert.Equal(6, keys.Count(key => !key.IsShared));
        foreach (var key in keys)
        {
            Assert.Equal(!key.IsShared, bytes.Contains($"\"kid\":\"{key.KeyId}\"", StringComparison.Ordinal));
            var halves = Halves.Of(key);
            Assert.All(halves.Public, value => Assert.Contains($"\"{value}\"", bytes, StringComparison.Ordinal));
            Assert.NotEmpty(halves.Private);
            Assert.All(halves.Private, value => Assert.DoesNotContain(value, bytes, StringComparison.Ordinal));
        }

        Assert.All(["\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"dq\"", "\"qi\"", "\"k\"", "\"oth\""],
            member => Assert.DoesNotContain(member, bytes, StringComparison.Ordinal));
    }

    private static string Manager(RunningApp app) => new Visitor(app).Token("mira", role: "manager");

    private static string Kid(string token) => new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(token).Kid;

    private static async Task<string[]> KeyIdsAsync(Visitor visitor)
    {
        using var response = await visitor.WithHeader(HttpMethod.Get, KeySet, token: null);
        return [.. (await response.JsonAsync()).GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()!)];
    }
}
