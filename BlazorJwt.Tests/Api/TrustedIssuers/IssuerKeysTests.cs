using System.Text.Json;
using BlazorJwt.Api.TrustedIssuers;
using BlazorJwt.Tests.Api.Client;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tests.Api.TrustedIssuers;

[Trait("needs", "server")]
public sealed class IssuerKeysTests
{
    [Fact]
    public async Task An_issuer_gives_its_public_keys_by_its_own_metadata()
    {
        var port = FaultyServer.Nowhere().Port;
        var issuer = $"http://127.0.0.1:{port}";
        await using var app = AppFixture.Start([("Tokens:Issuer", issuer)], port: port);
        var token = new Visitor(app).Token();
        using var keys = Keys();

        var answer = await keys.FindAsync(issuer, null, TestContext.Current.CancellationToken);

        Assert.Null(answer.Problem);
        Assert.Equal(1, answer.Keys);
        Assert.Equal(issuer + "/.well-known/oauth-authorization-server", answer.Metadata!.AbsoluteUri);
        var key = JsonDocument.Parse(answer.KeySet!).RootElement.GetProperty("keys")[0];
        Assert.Equal(new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(token).Kid, key.GetProperty("kid").GetString());
        Assert.Equal(["kty", "use", "alg", "kid", "crv", "x", "y"], key.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task What_is_sent_to_an_issuer_carries_nothing_but_the_question()
    {
        await using var server = new FaultyServer("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var keys = Keys();

        await keys.FindAsync(server.Address.GetLeftPart(UriPartial.Authority) + "/tenant/", null, TestContext.Current.CancellationToken);

        Assert.Equal(["GET /.well-known/oauth-authorization-server/tenant HTTP/1.1",
            "GET /tenant/.well-known/openid-configuration HTTP/1.1"], server.Heads.Select(head => head.Split("\r\n")[0]));
        Assert.All(server.Heads, head => Assert.DoesNotContain("Cookie", head, StringComparison.OrdinalIgnoreCase));
        Assert.All(server.Heads, head => Assert.DoesNotContain("Authorization:", head, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("https://issuer.example/?tenant=1")]
    [InlineData("https://issuer.example/#keys")]
    [InlineData("https://somebody@issuer.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("issuer.example")]
    [InlineData("")]
    [InlineData(null)]
    public async Task What_is_no_https_address_is_not_asked(string? issuer)
    {
        using var keys = new IssuerKeys(Options.Create(new IssuerOptions()), NullLogger<IssuerKeys>.Instance);

        var answer = await keys.FindAsync(issuer, null, TestContext.Current.CancellationToken);

        Assert.StartsWith("An issuer that can be asked is an https address", answer.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    public async Task This_machine_is_not_asked_whatever_it_is_called(string host)
    {
        await using var server = new FaultyServer(answer: null);
        using var keys = new IssuerKeys(Options.Create(new IssuerOptions()), NullLogger<IssuerKeys>.Instance);

        var answer = await keys.FindAsync($"https://{host}:{server.Address.Port}", null, TestContext.Current.CancellationToken);

        Assert.Contains("its address is on a private network or on this machine.", answer.Problem, StringComparison.Ordinal);
        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task A_server_that_must_ask_nobody_says_so()
    {
        using var keys = new IssuerKeys(Options.Create(new IssuerOptions { Enabled = false }), NullLogger<IssuerKeys>.Instance);

        var answer = await keys.FindAsync("https://issuer.example", null, TestContext.Current.CancellationToken);

        Assert.StartsWith("This server asks no other server", answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_that_speaks_for_another_issuer_gives_no_keys()
    {
        await using var server = new FaultyServer(
            Json("""{"issuer":"https://somebody.else.example","jwks_uri":"https://somebody.else.example/keys"}"""));

        await Refuses(server, "The metadata there speaks for another issuer");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var target = new FaultyServer(Json("{}"));
        await using var server = new FaultyServer($"HTTP/1.1 302 Found\r\nLocation: {target.Address}\r\nContent-Length: " +
            "0\r\nConnection: close\r\n\r\n");

        await Refuses(server, "The issuer's metadata can't be read: status 302, a redirect, which is not followed, at");
        Assert.Empty(target.Heads);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_off()
    {
        await using var server = new FaultyServer(Json("[" + new string(' ', 5_000) + "]"));

        await Refuses(server, "The issuer's metadata can't be read: more than this server reads",
            new() { PrivateAddresses = true, MaxAnswerBytes = 4_096 });
    }

    [Fact]
    public async Task An_issuer_that_says_nothing_is_not_waited_for_long()
    {
        await using var server = new FaultyServer(answer: null);

        await Refuses(server, "no answer in time", new() { PrivateAddresses = true, Timeout = TimeSpan.FromMilliseconds(200) });
    }

    [Fact]
    public async Task The_time_is_for_all_answers_together_and_not_for_each()
    {
        // Each answer is in time; the second one is not any more.
        await using var server = new FaultyServer("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            TimeSpan.FromMilliseconds(600));

        await Refuses(server, "no answer in time", new() { PrivateAddresses = true, Timeout = TimeSpan.FromSeconds(1) });
    }

    [Fact]
    public async Task A_visitor_asks_one_issuer_at_a_time_and_holds_up_nobody_else()
    {
        await using var silent = new FaultyServer(answer: null);
        using var keys = Keys(new() { PrivateAddresses = true, Timeout = TimeSpan.FromMinutes(1) });
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var (address, nowhere) = (silent.Address.GetLeftPart(UriPartial.Authority),
            FaultyServer.Nowhere().GetLeftPart(UriPartial.Authority));

        var first = keys.FindAsync(address, "ann", gone.Token);
        await silent.Asked;

        Assert.Equal("An issuer is being asked for you already. Wait for its answer, then ask the next one.",
            (await keys.FindAsync(nowhere, "ann", gone.Token)).Problem);
        Assert.Contains("the connection was refused", (await keys.FindAsync(nowhere, "ben", gone.Token)).Problem, StringComparison.Ordinal);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Contains("the connection was refused", (await keys.FindAsync(nowhere, "ann", TestContext.Current.CancellationToken)).Problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_no_JSON_gives_a_sentence()
    {
        await using var server = new FaultyServer("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>");

        await Refuses(server, "HTML or XML where JSON is expected, at oauth-authorization-server and at openid-configuration.");
    }

    private static async Task Refuses(FaultyServer server, string sentence, IssuerOptions? options = null)
    {
        using var keys = Keys(options);

        var answer = await keys.FindAsync(server.Address.GetLeftPart(UriPartial.Authority), null, TestContext.Current.CancellationToken);

        Assert.Null(answer.KeySet);
        Assert.Contains(sentence, answer.Problem, StringComparison.Ordinal);
    }

    private static IssuerKeys Keys(IssuerOptions? options = null) =>
        new(Options.Create(options ?? new IssuerOptions { PrivateAddresses = true, Timeout = Patience.Most }),
            NullLogger<IssuerKeys>.Instance);

    private static string Json(string body) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
}
