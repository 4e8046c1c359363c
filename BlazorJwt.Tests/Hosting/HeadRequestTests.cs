using System.Net;
using BlazorJwt.Tests.Api;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Hosting;

/// <summary>HEAD is answered as GET is, without the body (RFC 9110 section 9.3.2).</summary>
[Trait("needs", "server")]
public sealed class HeadRequestTests(AppFixture app)
{
    [Theory]
    [InlineData("/api/menu", null, 200)]
    [InlineData("/api/orders", "orders.read", 200)]
    [InlineData("/api/orders", "orders.write", 403)]
    [InlineData("/api/orders", null, 401)]
    [InlineData("/api/sales-total", "orders.read", 403)]
    [InlineData("/api/nothing", null, 404)]
    [InlineData("/.well-known/jwks.json", null, 200)]
    [InlineData("/.well-known/openid-configuration", null, 200)]
    [InlineData("/.well-known/oauth-authorization-server", null, 200)]
    [InlineData("/openapi/v1.json", null, 200)]
    [InlineData("/token", null, 405)]
    [InlineData("/", null, 200)]
    public async Task A_HEAD_request_gets_the_status_and_the_headers_of_GET_and_no_body(string path, string? scopes, int status)
    {
        var visitor = new Visitor(app);
        var token = scopes is null ? null : visitor.Token(scopes: scopes);

        using var get = await visitor.WithHeader(HttpMethod.Get, path, token);
        using var head = await visitor.WithHeader(HttpMethod.Head, path, token);

        Assert.Equal((status, status), ((int)get.StatusCode, (int)head.StatusCode));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        var length = (await get.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
        if (head.Content.Headers.NonValidated.TryGetValues("Content-Length", out var said)) Assert.Equal($"{length}", said.ToString());
        Assert.Equal(Headers(get), Headers(head));
    }

    [Fact]
    public async Task Where_HEAD_is_answered_it_is_among_the_methods_that_are_allowed()
    {
        using var answer = await new Visitor(app).WithHeader(HttpMethod.Delete, "/api/orders", token: null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD", "POST"], answer.Content.Headers.Allow.Order());
    }

    // But for those that differ with each answer, or say how a body was sent.
    private static string[] Headers(HttpResponseMessage answer) =>
    [
        .. answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated)
            .Where(header => header.Key is not ("Date" or "Transfer-Encoding" or "Content-Length" or "Content-Security-Policy"
                or "Set-Cookie" or "Server-Timing"))
            .Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal),
    ];
}
