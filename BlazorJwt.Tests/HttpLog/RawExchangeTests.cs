using BlazorJwt.HttpLog;
using Microsoft.AspNetCore.Http;

namespace BlazorJwt.Tests.HttpLog;

public sealed class RawExchangeTests
{
    [Fact]
    public void An_exchange_is_written_down_as_it_was_when_it_went_by()
    {
        var context = new DefaultHttpContext();
        context.Request.Path = "/api/orders";
        context.Request.Headers.Cookie = "theme=dark";
        var raw = new RawExchange(context) { At = default, Took = default, RequestBody = null, ResponseBody = new(10), Verdict = null, Policy = null };
        context.Request.Headers.Cookie = "of the next request";

        Assert.Equal("theme=••••••••", Assert.Single(raw.Write().Request.Headers).Value);
    }
}
