using System.Net;
using System.Text.RegularExpressions;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Hosting;

[Trait("needs", "server")]
public sealed partial class SecurityHeadersTests(AppFixture app)
{
    /// <summary>One of each kind of answer: page, API, refusal, redirect, page of failure.</summary>
    public static TheoryData<string> Answers =>
        ["/", "/sign-in", "/read-the-token", "/keep-it-safe/steal-it", "/keep-it-safe/bench", "/call-the-api", "/token-or-session",
            "/spa", "/spa/index.html", "/api/menu",
            "/api/orders", "/account/arrived", "/account/sign-in", "/token", "/no-such-page", "/error", "/health/live", "/health/ready",
            "/openapi/v1.json"];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_answer_has_the_one_strict_policy_and_the_other_headers(string path)
    {
        using var client = app.CreateClient();
        // As a browser asks: a file comes compressed from the build then, and is another one.
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");

        using var answer = await client.SendGetAsync(path);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy")).Split("; ").Order();
        Assert.Equal(
            [
                "base-uri 'self'", "connect-src 'self'", "default-src 'none'", "font-src 'self'", "form-action 'self'",
                    "frame-ancestors 'none'",
                "img-src 'self' data:", "object-src 'none'", "script-src 'self' 'nonce-…'", "style-src 'self'",
            ],
            policy.Select(directive => Nonce().Replace(directive, "'nonce-…'")));
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("DENY", Header("X-Frame-Options"));
        Assert.Equal("same-origin", Header("Referrer-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", Header("Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));

        string Header(string name) => Assert.Single(answer.Headers.GetValues(name));
    }

    [Fact]
    public async Task The_refusal_of_a_foreign_host_name_has_them_too()
    {
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync("/", ("Host", "evil.example"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
    }

    [Theory]
    [InlineData("/app.css")]
    [InlineData("/app.js")]
    [InlineData("/labs/hostile.js")]
    [InlineData("/spa/spa.js")]
    [InlineData("/_framework/blazor.web.js")]
    [InlineData("/_blazor/initializers")]
    public async Task What_is_no_page_may_load_nothing_by_itself_and_belongs_to_this_app_alone(string path)
    {
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");

        using var file = await client.SendGetAsync(path);

        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Assert.Single(file.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(file.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(file.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("same-origin", Assert.Single(file.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.False(file.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/call-the-api", HttpStatusCode.OK)]
    [InlineData("/no-such-page", HttpStatusCode.NotFound)]
    public async Task Who_asks_for_the_headers_alone_gets_those_of_the_page_without_its_body(string path, HttpStatusCode status)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Head, path);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_nonce_is_the_import_maps_and_another_one_each_time()
    {
        using var client = app.CreateClient();
        var seen = new HashSet<string>();

        for (var time = 0; time < 2; time++)
        {
            using var page = await client.SendGetAsync("/");
            var nonce = Nonce().Match(Assert.Single(page.Headers.GetValues("Content-Security-Policy"))).Groups[1].Value;
            Assert.True(seen.Add(nonce));
            var inline = InlineScript().Match(await page.TextAsync()).Value;
            Assert.Contains("type=\"importmap\"", inline, StringComparison.Ordinal);
            Assert.Contains(nonce, System.Net.WebUtility.HtmlDecode(inline), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Production", "https://tokens.example", "max-age=31536000")]
    [InlineData("Production", "https://localhost", null)]
    [InlineData("Development", "https://tokens.example", null)]
    public async Task Strict_transport_is_asked_for_a_year_over_https_outside_development_and_never_of_localhost(string environment,
        string address, string? expected)
    {
        await using var own = new MemoryApp(environment, ("AllowedHosts", "tokens.example"));
        using var client = own.CreateClient(new() { BaseAddress = new(address), AllowAutoRedirect = false });

        using var answer = await client.SendGetAsync("/");

        Assert.Equal(expected, answer.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values.Single() : null);
    }

    [GeneratedRegex("'nonce-([A-Za-z0-9+/=]+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script(?![^>]*\\bsrc=)[^>]*>")]
    private static partial Regex InlineScript();
}
