using System.Net;
using System.Text;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace BlazorJwt.Tests.Hosting;

/// <summary>X-Forwarded-For and X-Forwarded-Proto are believed from the proxies in the settings, and from nobody else.</summary>
[Trait("needs", "server")]
public sealed class KnownProxiesTests(KnownProxiesTests.BehindProxies behind) : IClassFixture<KnownProxiesTests.BehindProxies>
{
    private const string Proxy = "10.0.0.4";
    private const string Client = "203.0.113.9";

    private static readonly (string, string) Known = ("Hosting:KnownProxies:0", Proxy);

    [Theory]
    // One proxy.
    [InlineData(Proxy, Client, "https", Client, "https")]
    [InlineData("::ffff:10.0.0.4", Client, "https", Client, "https")]
    [InlineData(Proxy, "203.0.113.9:50123", "https", Client, "https")]
    [InlineData(Proxy, null, "https", Proxy, "https")]
    // Two: the one further out stands in a known network.
    [InlineData(Proxy, "203.0.113.9, 10.1.2.3", "https, http", Client, "https")]
    // The client wrote something before: what stands left of the first address that is no proxy is the client's own word.
    [InlineData(Proxy, "198.51.100.66, 203.0.113.9", "https, http", Client, "http")]
    [InlineData(Proxy, "198.51.100.66, 203.0.113.9, 10.1.2.3", "gopher, https, http", Client, "https")]
    [InlineData(Proxy, "not an address", "https", Proxy, "http")]
    [InlineData(Proxy, Client, "javascript:", Client, "http")]
    // Not from a proxy.
    [InlineData("192.0.2.7", Client, "https", "192.0.2.7", "http")]
    [InlineData("127.0.0.1", Client, "https", "127.0.0.1", "http")]
    [InlineData("10.2.0.1", Client, "https", "10.2.0.1", "http")]
    public async Task The_client_is_the_first_address_that_is_no_known_proxy(string from, string? forwardedFor, string forwardedProto,
        string client, string scheme)
    {
        var context = await SendAsync(behind.App, "/api/menu", from, forwardedFor, forwardedProto);

        Assert.Equal(StatusCodes.Status200OK, context.Response.StatusCode);
        Assert.Equal(IPAddress.Parse(client), Unmapped(context.Connection.RemoteIpAddress!));
        Assert.Equal(scheme, context.Request.Scheme);
    }

    [Theory]
    [InlineData("127.0.0.1", null)]
    [InlineData("192.0.2.7", null)]
    [InlineData("192.0.2.7", "true")]
    public async Task Nobody_is_believed_by_default_and_the_framework_s_switch_does_not_change_that(string from, string? everybody)
    {
        await using var app = new MemoryApp("Development", everybody is null ? [] : [("ForwardedHeaders_Enabled", everybody)]);

        var context = await SendAsync(app, "/api/menu", from, Client, "https");

        Assert.Equal(IPAddress.Parse(from), context.Connection.RemoteIpAddress);
        Assert.Equal("http", context.Request.Scheme);
    }

    [Fact]
    public async Task The_forwarded_host_is_never_believed()
    {
        var context = await SendAsync(behind.App, "/api/menu", Proxy, Client, "https",
            request => request.Headers["X-Forwarded-Host"] = "evil.example");

        Assert.Equal("localhost", context.Request.Host.Host);
    }

    [Fact]
    public async Task Who_names_another_address_with_each_attempt_is_stopped_all_the_same()
    {
        await using var app = new MemoryApp("Development", Known, ("Accounts:AttemptsByAddress", "2"));
        for (var attempt = 1; attempt <= 2; attempt++) Assert.Equal(400, await GuessAsync(app, "192.0.2.7", $"203.0.113.{attempt}"));

        Assert.Equal(429, await GuessAsync(app, "192.0.2.7", "203.0.113.3"));
        // Behind the proxy, what the client wrote itself stands left of its address.
        for (var attempt = 1; attempt <= 2; attempt++) Assert.Equal(400, await GuessAsync(app, Proxy, $"198.51.100.{attempt}, 192.0.2.8"));
        Assert.Equal(429, await GuessAsync(app, Proxy, "198.51.100.3, 192.0.2.8"));
    }

    [Fact]
    public async Task Nobody_can_use_up_the_attempts_of_another_address()
    {
        await using var app = new MemoryApp("Development", Known, ("Accounts:AttemptsByAddress", "2"));
        for (var attempt = 1; attempt <= 3; attempt++) await GuessAsync(app, "192.0.2.66", Client);
        for (var attempt = 1; attempt <= 3; attempt++) await GuessAsync(app, Proxy, $"{Client}, 192.0.2.67");

        Assert.Equal(400, await GuessAsync(app, Proxy, Client));
    }

    [Fact]
    public async Task Visitors_behind_a_known_proxy_are_counted_each_by_the_own_address()
    {
        await using var app = new MemoryApp("Development", Known, ("Accounts:AttemptsByAddress", "1"));

        foreach (var last in Enumerable.Range(1, 30)) Assert.Equal(400, await GuessAsync(app, Proxy, $"203.0.113.{last}"));
        Assert.Equal(429, await GuessAsync(app, Proxy, "203.0.113.30"));
    }

    [Theory]
    [InlineData(Proxy, "over HTTPS")]
    [InlineData("192.0.2.7", "over plain HTTP")]
    public async Task The_page_says_https_on_a_known_proxy_s_word_alone(string from, string expected)
    {
        var context = await SendAsync(behind.App, "/read-the-token", from, Client, "https");

        using var reader = new StreamReader(context.Response.Body);
        Assert.Contains($"This page came to you {expected}", await reader.ReadToEndAsync(SignInForms.Cancellation),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Proxy, false)]
    [InlineData("192.0.2.7", true)]
    public async Task Outside_development_https_at_a_known_proxy_is_https_and_anybody_else_is_led_there(string from, bool redirected)
    {
        await using var app = new MemoryApp("Production", Known, ("https_port", "443"));

        var context = await SendAsync(app, "/api/menu", from, Client, "https");

        Assert.Equal(redirected ? StatusCodes.Status307TemporaryRedirect : StatusCodes.Status200OK, context.Response.StatusCode);
    }

    [Theory]
    [InlineData(Proxy, "https://localhost", true)]
    [InlineData(Proxy, "http://localhost", false)]
    [InlineData(Proxy, "https://evil.example", false)]
    [InlineData("192.0.2.7", "https://localhost", false)]
    public async Task The_hub_takes_the_origin_that_the_browser_has_at_the_proxy(string from, string origin, bool taken)
    {
        // Past the look at the Origin: what is no web socket is then refused for that.
        var context = await SendAsync(behind.App, "/_blazor/negotiate", from, Client, "https", request =>
        {
            request.Method = "POST";
            request.QueryString = new("?negotiateVersion=1");
            request.Headers.Origin = origin;
        });

        Assert.Equal(taken ? StatusCodes.Status400BadRequest : StatusCodes.Status403Forbidden, context.Response.StatusCode);
    }

    private static Task<HttpContext> SendAsync(MemoryApp app, string path, string from, string? forwardedFor, string forwardedProto,
        Action<HttpRequest>? change = null) => app.Server.SendAsync(context =>
    {
        context.Request.Method = "GET";
        context.Request.Path = path;
        context.Request.Host = new HostString("localhost");
        context.Request.Headers["X-Forwarded-Proto"] = forwardedProto;
        if (forwardedFor is not null) context.Request.Headers["X-Forwarded-For"] = forwardedFor;
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        change?.Invoke(context.Request);
    }, SignInForms.Cancellation);

    // A wrong password; gives the status.
    private static async Task<int> GuessAsync(MemoryApp app, string from, string forwardedFor)
    {
        var context = await SendAsync(app, "/token", from, forwardedFor, "http", request =>
        {
            var body = Encoding.ASCII.GetBytes("grant_type=password&username=nobody&password=wrong&client_id=" + Clients.Scripts);
            request.Method = "POST";
            request.ContentType = "application/x-www-form-urlencoded";
            request.ContentLength = body.Length;
            request.Body = new MemoryStream(body);
        });
        return context.Response.StatusCode;
    }

    /// <summary>An app with one known proxy and one known network of them.</summary>
    public sealed class BehindProxies : IAsyncDisposable
    {
        internal MemoryApp App { get; } = new("Development", Known, ("Hosting:KnownIPNetworks:0", "10.1.0.0/16"));

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }

    private static IPAddress Unmapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
