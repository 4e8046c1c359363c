using System.Net;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Api.Orders;

[Trait("needs", "server")]
public sealed class OrderEndpointsTests(AppFixture app)
{
    [Fact]
    public async Task The_menu_is_open_to_all()
    {
        var response = await new Visitor(app).WithHeader(HttpMethod.Get, "/api/menu", token: null);

        var menu = await response.JsonAsync();
        Assert.Equal("espresso", menu[0].GetProperty("id").GetString());
        Assert.Equal(2.40m, menu[0].GetProperty("price").GetDecimal());
        Assert.Equal("no-cache", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task An_order_that_is_placed_is_among_the_callers_own()
    {
        var visitor = new Visitor(app);
        var token = visitor.Token();

        using var placed = await visitor.WithHeader(HttpMethod.Post, "/api/orders", token, new { item = "espresso" });
        using var seen = await visitor.WithHeader(HttpMethod.Get, "/api/orders", token);

        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        Assert.Equal("espresso", (await placed.JsonAsync()).GetProperty("item").GetString());
        Assert.Equal("Espresso", Assert.Single((await seen.JsonAsync()).EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal("no-store", placed.Headers.CacheControl?.ToString());
        Assert.Equal("no-store", seen.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Two_visitors_who_sign_in_as_the_same_person_never_see_each_others_orders()
    {
        var (one, other) = (new Visitor(app), new Visitor(app));
        await Order(one, one.Token("alice"), "soup");

        using var seen = await other.WithHeader(HttpMethod.Get, "/api/orders", other.Token("alice"));
        using var own = await one.WithHeader(HttpMethod.Get, "/api/orders", one.Token("alice"));

        Assert.Empty((await seen.JsonAsync()).EnumerateArray());
        Assert.Single((await own.JsonAsync()).EnumerateArray());
    }

    [Fact]
    public async Task Two_people_at_one_browser_each_see_their_own_orders()
    {
        var visitor = new Visitor(app);
        await Order(visitor, visitor.Token("alice"), "soup");

        using var seen = await visitor.WithHeader(HttpMethod.Get, "/api/orders", visitor.Token("mira"));

        Assert.Empty((await seen.JsonAsync()).EnumerateArray());
    }

    [Fact]
    public async Task Tokens_without_a_session_share_their_orders_with_no_other_token()
    {
        var tokens = Enumerable.Range(0, 2).Select(_ => app.Issue(request => request with { SessionId = null })).ToArray();
        var visitor = new Visitor(app);
        await Order(visitor, tokens[0], "tea");

        using var seen = await visitor.WithHeader(HttpMethod.Get, "/api/orders", tokens[1]);
        using var own = await visitor.WithHeader(HttpMethod.Get, "/api/orders", tokens[0]);

        Assert.Empty((await seen.JsonAsync()).EnumerateArray());
        Assert.Single((await own.JsonAsync()).EnumerateArray());
    }

    [Fact]
    public async Task The_sales_total_adds_up_what_the_people_at_the_managers_own_browser_ordered()
    {
        var (visitor, neighbour) = (new Visitor(app), new Visitor(app));
        await Order(visitor, visitor.Token("alice"), "espresso");
        await Order(visitor, visitor.Token("alice"), "espresso");
        await Order(visitor, visitor.Token("mira", role: "manager"), "soup");
        await Order(neighbour, neighbour.Token("alice"), "tea");

        using var response = await visitor.WithHeader(HttpMethod.Get, "/api/sales-total", visitor.Token("mira", role: "manager"));

        var sales = await response.JsonAsync();
        Assert.Equal(3, sales.GetProperty("orders").GetInt32());
        Assert.Equal(11.30m, sales.GetProperty("total").GetDecimal());
        Assert.Equal(["soup", "espresso"],
            sales.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("item").GetString()));
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("HS256")]
    public async Task A_token_of_every_algorithm_opens_the_desk(string algorithm)
    {
        var visitor = new Visitor(app);

        using var response = await visitor.WithHeader(HttpMethod.Get, "/api/orders", visitor.Token(algorithm: algorithm));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task Order(Visitor visitor, string token, string item)
    {
        using var response = await visitor.WithHeader(HttpMethod.Post, "/api/orders", token, new { item });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }
}
