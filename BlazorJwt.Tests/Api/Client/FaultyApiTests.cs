using BlazorJwt.Api.Client;
using BlazorJwt.Api.Orders;
using BlazorJwt.HttpLog;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.Api.Client;

[Trait("needs", "server")]
public sealed class FaultyApiTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task An_API_that_is_down_gives_a_sentence()
    {
        var answer = await Ask(FaultyServer.Nowhere());

        AssertFailed(answer, "The API could not be reached: nothing answers at its address.");
    }

    [Fact]
    public async Task An_API_that_is_slow_gives_a_sentence_when_the_time_is_up()
    {
        await using var slow = new FaultyServer(answer: null);
        using var client = Client(slow.Address);
        var asking = client.SendAsync(ApiCall.Menu, token: null, visitorId: null, TestContext.Current.CancellationToken);
        await slow.Asked;

        _time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.False(asking.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));

        AssertFailed(await asking, "The API did not answer within 10 seconds. Try again; if it stays so, look at the server.");
    }

    [Fact]
    public async Task Who_leaves_does_not_wait_for_a_slow_API()
    {
        await using var slow = new FaultyServer(answer: null);
        using var client = Client(slow.Address);
        using var left = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var asking = client.SendAsync(ApiCall.Menu, token: null, visitorId: null, left.Token);
        await slow.Asked;

        await left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Theory]
    [InlineData("", "The API closed the connection before it had answered.")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[1,2",
        "The API closed the connection before it had answered.")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n", "What came back is not HTTP. Something else may be listening at the API's address.")]
    public async Task An_API_that_breaks_off_or_speaks_no_HTTP_gives_a_sentence(string bytes, string sentence)
    {
        await using var faulty = new FaultyServer(bytes);

        AssertFailed(await Ask(faulty.Address), sentence);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        await using var faulty = new FaultyServer(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n\"" + new string('a', 100_000) + "\"");

        AssertFailed(await Ask(faulty.Address), "The answer is larger than the 64 KB that are read.");
    }

    [Theory]
    [InlineData("text/html", "<h1>It works</h1>")]
    [InlineData("application/json", "[{\"id\":")]
    [InlineData("application/json", "garbage")]
    public async Task An_answer_that_makes_no_sense_is_shown_and_said_to_make_none(string type, string body)
    {
        await using var faulty = new FaultyServer(
            $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        var answer = await Ask(faulty.Address);

        Assert.Equal(200, answer.Status);
        Assert.Equal(body, answer.Body);
        Assert.False(answer.Succeeded);
        Assert.Equal("The API answered, but not with JSON. Something else may be listening at its address.", answer.Failure);
        Assert.Equal(answer.Failure, answer.Exchange.Failure);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_so_the_token_goes_nowhere_else()
    {
        await using var elsewhere = new FaultyServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var faulty = new FaultyServer($"HTTP/1.1 307 Temporary Redirect\r\nLocation: {elsewhere.Address}\r\nContent-Length: " +
            "0\r\n\r\n");

        var answer = await Ask(faulty.Address, token: "a.b.c");

        Assert.Equal(307, answer.Status);
        Assert.False(answer.Succeeded);
        Assert.Contains("Authorization: Bearer a.b.c", await faulty.Asked, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Heads);
    }

    [Fact]
    public async Task A_cookie_that_one_answer_sets_is_not_sent_with_the_next_request()
    {
        await using var faulty = new FaultyServer("HTTP/1.1 200 OK\r\nSet-Cookie: session=of-one-visitor; Path=/\r\nContent-Length: " +
            "0\r\nConnection: close\r\n\r\n");
        using var client = Client(faulty.Address);
        await client.SendAsync(ApiCall.Menu, token: null, visitorId: null, TestContext.Current.CancellationToken);

        await client.SendAsync(ApiCall.Menu, token: null, visitorId: null, TestContext.Current.CancellationToken);

        Assert.Equal(2, faulty.Heads.Count);
        Assert.DoesNotContain("Cookie", faulty.Heads.Last(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_server_that_listens_nowhere_says_which_setting_helps()
    {
        var answer = await Ask(address: null);

        Assert.Contains("Api:Address", answer.Failure, StringComparison.Ordinal);
    }

    private static void AssertFailed(ApiAnswer answer, string sentence)
    {
        Assert.Equal(sentence, answer.Failure);
        Assert.Null(answer.Status);
        Assert.Null(answer.Body);
        Assert.Null(answer.Exchange.Response);
        Assert.Equal(sentence, answer.Exchange.Failure);
    }

    private async Task<ApiAnswer> Ask(Uri? address, string? token = null)
    {
        using var client = Client(address);
        return await client.SendAsync(ApiCall.Menu, token, visitorId: null, TestContext.Current.CancellationToken);
    }

    private OrdersClient Client(Uri? address)
    {
        var options = Options.Create(new OrdersOptions { Address = address });
        return new(new(new NoServer(), options), new(Options.Create(new HttpLogOptions())), new(), options, _time);
    }

    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
