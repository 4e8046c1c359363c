using System.Net.Sockets;
using System.Text;
using BlazorJwt.HttpLog.Tap;

namespace BlazorJwt.Tests.HttpLog.Tap;

[Trait("needs", "server")]
public sealed class OneConnectionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_listens_on_loopback_alone_takes_one_caller_and_then_no_more()
    {
        using var target = new Echo();
        using var tap = target.Tap(keep: 100);
        Assert.Equal("127.0.0.1", tap.Address.Address.ToString());
        var passing = tap.PassOnAsync(Cancellation);

        await using (var caller = await OneConnection.ConnectAsync(tap.Address, Cancellation))
        {
            Assert.Equal("hello", await Echo.AskAsync(caller, "hello"));
            await Assert.ThrowsAsync<SocketException>(() => OneConnection.ConnectAsync(tap.Address, Cancellation));
        }

        await passing;
        Assert.Equal("hello", Encoding.ASCII.GetString(tap.Sent.Kept.Span));
        Assert.Equal("hello", Encoding.ASCII.GetString(tap.Received.Kept.Span));
    }

    [Fact]
    public async Task What_it_keeps_is_bounded_and_what_it_passes_on_is_whole()
    {
        using var target = new Echo();
        using var tap = target.Tap(keep: 3);
        var passing = tap.PassOnAsync(Cancellation);
        await using (var caller = await OneConnection.ConnectAsync(tap.Address, Cancellation))
            Assert.Equal("hello", await Echo.AskAsync(caller, "hello"));
        await passing;

        Assert.Equal(("hel", 5), (Encoding.ASCII.GetString(tap.Sent.Kept.Span), tap.Sent.Total));
        Assert.Equal("5 bytes (redacted)", $"{tap.Sent}");
    }

    [Fact]
    public async Task It_waits_for_a_caller_no_longer_than_it_is_told_and_leaves_no_port_open()
    {
        using var target = new Echo();
        var tap = target.Tap(keep: 0);
        using var enough = new CancellationTokenSource();
        var passing = tap.PassOnAsync(enough.Token);

        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => passing);
        tap.Dispose();

        await Assert.ThrowsAsync<SocketException>(() => OneConnection.ConnectAsync(tap.Address, Cancellation));
    }

    [Fact]
    public async Task An_open_connection_ends_with_the_time_it_has()
    {
        using var target = new Echo();
        using var tap = target.Tap(keep: 100);
        using var enough = new CancellationTokenSource();
        var passing = tap.PassOnAsync(enough.Token);
        await using var caller = await OneConnection.ConnectAsync(tap.Address, Cancellation);
        Assert.Equal("hello", await Echo.AskAsync(caller, "hello"));

        await enough.CancelAsync();
        await passing;

        Assert.Equal(0, await caller.ReadAsync(new byte[1], Cancellation));
        Assert.Equal(5, tap.Sent.Total);
    }

    [Fact]
    public async Task When_the_target_can_t_be_reached_the_caller_is_told_by_the_end_of_the_connection()
    {
        using var tap = new OneConnection(_ => throw new SocketException((int)SocketError.ConnectionRefused));
        var passing = tap.PassOnAsync(Cancellation);
        await using var caller = await OneConnection.ConnectAsync(tap.Address, Cancellation);

        await Assert.ThrowsAsync<SocketException>(() => passing);

        Assert.Equal(0, await caller.ReadAsync(new byte[1], Cancellation));
    }

    [Theory]
    [InlineData("abcabc", "abc", new[] { 0, 3 })]
    [InlineData("aaa", "aa", new[] { 0 })]
    [InlineData("abc", "abcd", new int[0])]
    [InlineData("", "a", new int[0])]
    public void A_text_is_found_wherever_it_stands(string bytes, string text, int[] at) =>
        Assert.Equal(at, new TappedBytes(Encoding.ASCII.GetBytes(bytes), bytes.Length).Find(text));

    // A server that says again what it is told.
    private sealed class Echo : IDisposable
    {
        private readonly TcpListener _listener = new(System.Net.IPAddress.Loopback, 0);

        public Echo()
        {
            _listener.Start();
            _ = ServeAsync();
        }

        public OneConnection Tap(int keep) => new(stop => OneConnection.ConnectAsync(_listener.LocalEndpoint, stop), keep: keep);

        public static async Task<string> AskAsync(Stream caller, string text)
        {
            await caller.WriteAsync(Encoding.ASCII.GetBytes(text), Cancellation);
            var answer = new byte[text.Length];
            await caller.ReadExactlyAsync(answer, Cancellation);
            return Encoding.ASCII.GetString(answer);
        }

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await client.GetStream().CopyToAsync(client.GetStream());
            }
            catch (Exception reason) when (reason is SocketException or IOException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
