using BlazorJwt.Api.Client;
using BlazorJwt.Api.Orders;
using BlazorJwt.Labs.CallApi;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Api;

[Trait("needs", "server")]
public sealed class ApiLogTests
{
    [Fact]
    public async Task No_token_that_was_sent_stands_in_the_log_good_or_bad_by_header_cookie_or_client()
    {
        await using var app = AppFixture.Start();
        var visitor = new Visitor(app);
        var client = app.Services.GetRequiredService<OrdersClient>();
        string[] tokens = [visitor.Token(), ForgedTokens.AsManager(visitor.Token()), ForgedTokens.WithAlgorithmNone(visitor.Token())];

        foreach (var token in tokens)
        {
            using var header = await visitor.WithHeader(HttpMethod.Get, "/api/orders", token);
            using var cookie = await visitor.WithCookie(HttpMethod.Post, "/api/orders", token, new { item = "tea" });
            await client.SendAsync(ApiCall.SalesTotal, token, visitor.Id, TestContext.Current.CancellationToken);
        }

        Assert.Contains("/api/sales-total", app.LogText, StringComparison.Ordinal);
        // Header and payload are each enough to know the token by.
        foreach (var part in tokens.SelectMany(token => token.Split('.')))
            Assert.DoesNotContain(part, app.LogText, StringComparison.Ordinal);
        Assert.DoesNotContain(visitor.Id, app.LogText, StringComparison.Ordinal);
    }
}
