using System.Net;
using System.Net.WebSockets;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Hosting;

/// <summary>Only pages of this app open circuits, and one address only so many.</summary>
[Trait("needs", "server")]
public sealed class HubGateTests(AppFixture app)
{
    [Fact]
    public async Task The_apps_own_origin_opens_a_circuits_connection()
    {
        using var socket = await ConnectAsync(app, Origin(app.BaseAddress));

        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("http://evil.example")]
    [InlineData("https://SELF")]
    [InlineData("http://localhost:PORT")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://SELF.evil.example")]
    [InlineData("http://SELF/")]
    public async Task Any_other_origin_or_none_is_refused(string? origin)
    {
        origin = origin?.Replace("SELF", app.BaseAddress.Authority, StringComparison.Ordinal)
            .Replace("PORT", $"{app.BaseAddress.Port}", StringComparison.Ordinal);

        var failure = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(app, origin));

        Assert.Contains("403", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("/_blazor/disconnect")]
    [InlineData("/_BLAZOR/negotiate?negotiateVersion=1")]
    [InlineData("/%5Fblazor/negotiate?negotiateVersion=1")]
    public async Task A_post_to_the_hub_needs_the_origin_too(string path)
    {
        using var client = app.CreateClient();
        using var foreign = Post(path, "http://evil.example");
        using var own = Post(path, Origin(app.BaseAddress));

        using var refused = await client.SendAsync(foreign, SignInForms.Cancellation);
        using var taken = await client.SendAsync(own, SignInForms.Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.NotEqual(HttpStatusCode.Forbidden, taken.StatusCode);
    }

    [Theory]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("POST", "/_blazor/negotiate/")]
    [InlineData("GET", "/_blazor?id=AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("POST", "/_blazor?id=AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("GET", "/_blazor")]
    [InlineData("DELETE", "/_BLAZOR/?id=AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Only_a_web_socket_is_answered_for_the_other_transports_could_not_be_counted(string method, string path)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(new(method),
            path)
        { Headers = { { "Origin", Origin(app.BaseAddress) }, { "Accept", "text/event-stream" } } };

        using var answer = await client.SendAsync(request, SignInForms.Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Pages of this app open a web socket here, and nothing else is answered.",
            await answer.Content.ReadAsStringAsync(SignInForms.Cancellation));
    }

    [Fact]
    public async Task One_address_has_only_so_many_open_and_closing_one_makes_room()
    {
        await using var own = AppFixture.Start([("Hosting:CircuitsByAddress", "2")]);
        var origin = Origin(own.BaseAddress);
        using var first = await ConnectAsync(own, origin);
        using var second = await ConnectAsync(own, origin);

        var failure = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(own, origin));
        Assert.Contains("429", failure.Message, StringComparison.Ordinal);

        await second.CloseAsync(WebSocketCloseStatus.NormalClosure, null, SignInForms.Cancellation);
        using var third = await TryUntilOpenAsync(own, origin);
        Assert.Equal(WebSocketState.Open, third.State);
    }

    [Fact]
    public async Task A_message_past_the_bound_ends_the_connection_and_one_below_it_does_not()
    {
        using var large = await ConnectAsync(app, Origin(app.BaseAddress));
        using var fitting = await ConnectAsync(app, Origin(app.BaseAddress));

        Assert.Equal("closed", await SendAsync(large, 257 * 1024));
        Assert.Equal("answered", await SendAsync(fitting, 240 * 1024));
    }

    // A message of the hub protocol "blazorpack": a length, then a ping padded with what the server skips.
    private static async Task<string> SendAsync(ClientWebSocket socket, int bytes)
    {
        await socket.SendAsync("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true,
            SignInForms.Cancellation);
        var buffer = new byte[64 * 1024];
        Assert.Equal("{}\u001e"u8.ToArray(), buffer[..(await socket.ReceiveAsync(buffer, SignInForms.Cancellation)).Count]);

        // An invocation of a method that the hub does not have, with one long argument: it answers with a completion that holds an error.
        byte[] call = [0x95, 0x01, 0x80, 0xa1, (byte)'1', 0xa4, .. "None"u8, 0x91, 0xdb, (byte)(bytes >> 24), (byte)(bytes >> 16),
            (byte)(bytes >> 8), (byte)bytes, .. new byte[bytes]];
        await socket.SendAsync(Framed(call), WebSocketMessageType.Binary, true, SignInForms.Cancellation);
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, SignInForms.Cancellation);
            if (received.MessageType is WebSocketMessageType.Close) return "closed";
            // Type 7 of the protocol closes, type 3 is the answer to the call.
            var type = buffer[2];
            if (buffer[1] is >= 0x91 and <= 0x9f && type is 7) return "closed";
            if (buffer[1] is >= 0x91 and <= 0x9f && type is 3) return "answered";
        }
    }

    private static byte[] Framed(byte[] message)
    {
        var length = new List<byte>();
        for (var left = message.Length; ; left >>= 7)
        {
            if (left < 0x80)
            {
                length.Add((byte)left);
                return [.. length, .. message];
            }

            length.Add((byte)((left & 0x7f) | 0x80));
        }
    }

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static HttpRequestMessage Post(string path, string origin) =>
        new(HttpMethod.Post, path) { Headers = { { "Origin", origin } }, Content = new FormUrlEncodedContent([]) };

    private static async Task<ClientWebSocket> ConnectAsync(RunningApp app, string? origin)
    {
        var socket = new ClientWebSocket();
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(new UriBuilder(app.BaseAddress) { Scheme = "ws", Path = "/_blazor" }.Uri, SignInForms.Cancellation);
        return socket;
    }

    // The server hears of a closed connection a moment after the client.
    private static async Task<ClientWebSocket> TryUntilOpenAsync(RunningApp app, string origin)
    {
        while (true)
        {
            try
            {
                return await ConnectAsync(app, origin);
            }
            catch (WebSocketException) when (!SignInForms.Cancellation.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }
}
