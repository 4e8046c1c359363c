using BlazorJwt.Wire;
using Microsoft.AspNetCore.Http;

namespace BlazorJwt.Tests.Wire;

public sealed class RawExchangeTests
{
    [Theory]
    [InlineData("/api/orders", null, null, false)]
    [InlineData("/api/orders", "Authorization", "Bearer a.b.c", false)]
    [InlineData("/api/orders", "Content-Type", "application/json", false)]
    [InlineData("/api/orders", "Authorization", "Basic YWxpY2U6eA==", true)]
    [InlineData("/api/orders", "Authorization", "", true)]
    [InlineData("/api/orders", "Content-Type", "application/x-www-form-urlencoded", true)]
    [InlineData("/api/orders", "Content-Type", "multipart/form-data; boundary=x", true)]
    [InlineData("/account/sign-in", null, null, true)]
    [InlineData("/token", null, null, true)]
    public void What_may_hold_a_password_is_masked_before_it_is_kept(string path, string? header, string? value, bool atOnce)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        if (header is not null) context.Request.Headers[header] = value;

        Assert.Equal(atOnce, Raw(context).MustBeWrittenAtOnce);
    }

    [Fact]
    public void An_exchange_is_written_down_once_and_as_it_was_then()
    {
        var context = new DefaultHttpContext();
        context.Request.Path = "/api/orders";
        context.Request.Headers.Cookie = "theme=dark";
        var kept = new KeptExchange(Raw(context));
        context.Request.Headers.Cookie = "of the next request";

        var written = kept.Written;

        Assert.Equal("theme=••••••••", Assert.Single(written.Request.Headers).Value);
        Assert.Same(written, kept.Written);
    }

    private static RawExchange Raw(HttpContext context) =>
        new(context) { At = default, Took = default, RequestBody = null, ResponseBody = new(10), Verdict = null, Policy = null };
}
