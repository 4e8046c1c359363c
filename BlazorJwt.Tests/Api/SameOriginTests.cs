using System.Net;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Api;

[Trait("needs", "server")]
public sealed class SameOriginTests(AppFixture app)
{
    private string Origin => app.BaseAddress.GetLeftPart(UriPartial.Authority);

    [Theory]
    [InlineData(null, null)]
    [InlineData("same-site", null)]
    [InlineData("cross-site", null)]
    [InlineData("none", null)]
    [InlineData(null, "null")]
    [InlineData(null, "https://evil.example")]
    [InlineData(null, "http://127.0.0.1:1")]
    [InlineData("same-site", "own")]
    public async Task A_write_with_the_cookie_and_no_proof_of_origin_is_refused(string? site, string? origin)
    {
        using var response = await Post(site, origin);

        Assert.StartsWith("This write came with the cookie and without a proof", await response.ProblemAsync(HttpStatusCode.Forbidden),
            StringComparison.Ordinal);
        Assert.Null(response.Challenge());
    }

    [Theory]
    [InlineData("same-origin", null)]
    [InlineData("same-origin", "own")]
    [InlineData(null, "own")]
    public async Task A_write_with_the_cookie_from_our_own_page_is_taken(string? site, string? origin)
    {
        using var response = await Post(site, origin);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task Reading_with_the_cookie_needs_no_proof()
    {
        var visitor = new Visitor(app);

        using var response = await visitor.WithCookie(HttpMethod.Get, "/api/orders", visitor.Token(), body: null,
            ("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_write_with_the_header_needs_no_proof()
    {
        var visitor = new Visitor(app);

        using var response = await visitor.WithHeader(HttpMethod.Post, "/api/orders", visitor.Token(), new { item = "tea" });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task A_write_that_was_refused_left_no_order()
    {
        var visitor = new Visitor(app);
        using var refused = await visitor.WithCookie(HttpMethod.Post, "/api/orders", visitor.Token(), new { item = "tea" });

        using var seen = await visitor.WithHeader(HttpMethod.Get, "/api/orders", visitor.Token());

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Empty((await seen.JsonAsync()).EnumerateArray());
    }

    private async Task<HttpResponseMessage> Post(string? site, string? origin)
    {
        var visitor = new Visitor(app);
        var headers = new List<(string, string)>();
        if (site is not null) headers.Add(("Sec-Fetch-Site", site));
        if (origin is not null) headers.Add(("Origin", origin is "own" ? Origin : origin));
        return await visitor.WithCookie(HttpMethod.Post, "/api/orders", visitor.Token(), new { item = "tea" }, [.. headers]);
    }
}
