using System.Text;
using BlazorJwt.HttpLog.Tap;
using BlazorJwt.Tests.Api;
using BlazorJwt.Tests.Api.Client;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.HttpLog.Tap;

/// <summary>The real API, asked through the tap; what is asserted of the bytes is asserted of those that went.</summary>
[Trait("needs", "server")]
public sealed class LoopbackTapTests(AppFixture app)
{
    private readonly LoopbackTap _tap = new(TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Uri Orders => new(app.BaseAddress, "/api/orders");

    [Fact]
    public async Task The_token_is_readable_over_plain_http_and_nowhere_over_https()
    {
        var token = Token();

        var run = await _tap.RunAsync("a visitor", Orders, token, Cancellation);

        Assert.Equal((200, 200), (run!.Plain.Status, run.Secure.Status));
        Assert.Null(run.Plain.Encryption);
        Assert.Matches("^TLS 1\\.[23], TLS_", run.Secure.Encryption);
        Assert.StartsWith($"GET /api/orders HTTP/1.1\r\n", Encoding.ASCII.GetString(run.Plain.Sent.Kept.Span), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", Encoding.ASCII.GetString(run.Plain.Received.Kept.Span), StringComparison.Ordinal);
        Assert.Single(run.Plain.Sent.Find($"Authorization: Bearer {token}\r\n"));
        AssertHides(run.Secure, token);
        Assert.InRange(run.Secure.Kept, 1000, 2 * LoopbackTap.Keep);
        // The whole of it was searched: the answer of the API lies in there too.
        Assert.Equal(run.Secure.Total, run.Secure.Kept);
        Assert.InRange(run.Secure.Sent.Total, run.Plain.Sent.Total, LoopbackTap.Keep);
        Assert.InRange(run.Secure.Received.Total, run.Plain.Received.Total, LoopbackTap.Keep);
    }

    [Fact]
    public async Task That_a_token_is_hidden_can_fail()
    {
        var token = Token();
        var run = await _tap.RunAsync("a visitor", Orders, token, Cancellation);

        Assert.ThrowsAny<Exception>(() => AssertHides(run!.Plain, token));
    }

    [Fact]
    public async Task The_name_of_the_server_goes_over_https_in_the_open() =>
        Assert.Single((await _tap.RunAsync("a visitor", Orders, Token(), Cancellation))!.Secure.Sent.Find("localhost"));

    [Fact]
    public async Task The_client_sends_nothing_to_a_server_that_shows_another_certificate_though_it_names_the_same_host()
    {
        using var shown = TapCertificate.For("localhost", TimeProvider.System.GetUtcNow());
        using var expected = TapCertificate.For("localhost", TimeProvider.System.GetUtcNow());
        var token = Token();

        var pass = await _tap.PassAsync(Orders, "localhost", token, shown, expected, Cancellation);

        Assert.Equal("The certificate is not the one that was made for this run, so the client sent nothing.", pass.Failure);
        Assert.Null(pass.Status);
        // It asked, and was shown the certificate: without all of it the client could not have refused. How much of its parting word came
        // through is open.
        Assert.Single(pass.Sent.Find("localhost"));
        Assert.InRange(pass.Received.Total, shown.Length, LoopbackTap.Keep);
        AssertHides(pass, token);
    }

    [Fact]
    public async Task A_visitor_has_one_run_at_a_time_and_a_neighbour_is_not_held_up()
    {
        await using var silent = new FaultyServer(null);
        using var enough = new CancellationTokenSource();
        var first = _tap.RunAsync("one", silent.Address, "a.b.c", enough.Token);
        await silent.Asked;

        Assert.Null(await _tap.RunAsync("one", Orders, Token(), Cancellation));
        Assert.Equal(200, (await _tap.RunAsync("another", Orders, Token(), Cancellation))!.Plain.Status);

        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.NotNull(await _tap.RunAsync("one", Orders, Token(), Cancellation));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up()
    {
        await using var silent = new FaultyServer(null);
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var passing = new LoopbackTap(clock).PassAsync(silent.Address, "localhost", "a.b.c", null, null, Cancellation);
        await silent.Asked;

        clock.Advance(LoopbackTap.Patience);

        var pass = await passing;
        Assert.Equal("Nothing came back within 5 seconds. Try again; if it stays so, look at the server.", pass.Failure);
        Assert.Single(pass.Sent.Find("Bearer a.b.c"));
    }

    [Fact]
    public async Task Where_nobody_listens_the_run_says_so_both_times()
    {
        var run = await _tap.RunAsync("a visitor", FaultyServer.Nowhere(), "a.b.c", Cancellation);

        Assert.Equal("The API could not be reached through the tap.", run!.Plain.Failure);
        Assert.Equal("The API could not be reached through the tap.", run.Secure.Failure);
    }

    [Fact]
    public async Task An_answer_larger_than_any_of_the_api_is_not_taken_and_of_what_came_the_beginning_is_kept()
    {
        await using var large = new FaultyServer($"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{new string('x', 100_000)}");

        var pass = await _tap.PassAsync(large.Address, "localhost", "a.b.c", null, null, Cancellation);

        Assert.Null(pass.Status);
        Assert.Equal(LoopbackTap.Keep, pass.Received.Kept.Length);
        Assert.True(pass.Received.Total > LoopbackTap.Keep);
    }

    [Fact]
    public async Task Nothing_of_a_run_prints_what_went_over_the_wire_and_the_log_holds_none_of_it()
    {
        var token = Token();

        var run = await _tap.RunAsync("a visitor", Orders, token, Cancellation);

        Assert.All(token.Split('.')[1..],
            part => Assert.DoesNotContain(part, $"{run} {run!.Plain} {run.Plain.Sent} {app.LogText}", StringComparison.Ordinal));
    }

    // What an onlooker would look for: the token, each of its parts, and the word before it.
    private static void AssertHides(TapPass pass, string token)
    {
        Assert.All([token, .. token.Split('.'), "Bearer", "Authorization", "/api/orders"], text =>
        {
            Assert.Empty(pass.Sent.Find(text));
            Assert.Empty(pass.Received.Find(text));
        });
    }

    private string Token() => app.Services.GetRequiredService<TokenService>()
        .Issue(new() { Subject = "alice", ClientId = "a-test", Scopes = ["orders.read"] }).Text;
}
