using System.Text.Json;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Api;

[Trait("needs", "server")]
public sealed class ApiDescriptionTests(AppFixture app)
{
    [Fact]
    public async Task The_description_says_what_each_address_asks_for_and_how_it_refuses()
    {
        var description = await Describe();

        var paths = description.GetProperty("paths");
        Assert.Equal(["/api/keys/{algorithm}/rotation", "/api/menu", "/api/orders", "/api/sales-total"],
            paths.EnumerateObject().Select(path => path.Name).Where(path => path.StartsWith("/api", StringComparison.Ordinal)));
        Assert.DoesNotContain(paths.EnumerateObject(), path => path.Name.StartsWith("/account", StringComparison.Ordinal));
        Assert.False(paths.GetProperty("/api/menu").GetProperty("get").TryGetProperty("security", out _));
        Assert.Equal("[\"orders.read\"]", Asked(paths, "/api/orders", "get"));
        Assert.Equal("[\"orders.write\"]", Asked(paths, "/api/orders", "post"));
        Assert.Equal("[]", Asked(paths, "/api/sales-total", "get"));
        Assert.Equal(["bearer", "apiKey"], Ways(paths, "/api/orders", "get"));
        Assert.Equal(["bearer", "apiKey"], Ways(paths, "/api/orders", "post"));
        Assert.Equal(["bearer"], Ways(paths, "/api/sales-total", "get"));
        Assert.Equal(["bearer"], Ways(paths, "/api/keys/{algorithm}/rotation", "post"));
        var post = paths.GetProperty("/api/orders").GetProperty("post");
        Assert.Equal(["201", "400", "401", "403", "413", "415", "503"],
            post.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order(StringComparer.Ordinal));
        Assert.True(post.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
        Assert.True(post.GetProperty("responses").GetProperty("401").GetProperty("headers").TryGetProperty("WWW-Authenticate", out _));
        Assert.Equal("The token lacks the role manager.",
            paths.GetProperty("/api/sales-total").GetProperty("get").GetProperty("responses").GetProperty("403").GetProperty("description")
                .GetString());
    }

    [Fact]
    public async Task The_description_names_the_bearer_scheme_and_no_host()
    {
        var description = await Describe();

        var scheme = description.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer");
        Assert.Equal("http", scheme.GetProperty("type").GetString());
        Assert.Equal("bearer", scheme.GetProperty("scheme").GetString());
        Assert.Equal("JWT", scheme.GetProperty("bearerFormat").GetString());
        Assert.Equal("/", Assert.Single(description.GetProperty("servers").EnumerateArray()).GetProperty("url").GetString());
    }

    [Fact]
    public async Task The_description_says_in_what_a_price_is()
    {
        var order = (await Describe()).GetProperty("components").GetProperty("schemas").GetProperty("Order");

        Assert.Equal("In euros.", order.GetProperty("properties").GetProperty("price").GetProperty("description").GetString());
    }

    [Fact]
    public async Task The_description_says_where_an_api_key_goes()
    {
        var scheme = (await Describe()).GetProperty("components").GetProperty("securitySchemes").GetProperty("apiKey");

        Assert.Equal(("apiKey", "header", "X-Api-Key"),
            (scheme.GetProperty("type").GetString(), scheme.GetProperty("in").GetString(), scheme.GetProperty("name").GetString()));
    }

    private async Task<JsonElement> Describe()
    {
        using var response = await new Visitor(app).WithHeader(HttpMethod.Get, "/openapi/v1.json", token: null);
        return await response.JsonAsync();
    }

    private static IEnumerable<string> Ways(JsonElement paths, string path, string method) =>
        paths.GetProperty(path).GetProperty(method).GetProperty("security").EnumerateArray()
            .Select(way => way.EnumerateObject().Single().Name);

    private static string Asked(JsonElement paths, string path, string method) =>
        paths.GetProperty(path).GetProperty(method).GetProperty("security")[0].GetProperty("bearer").GetRawText()
            .Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings("");
}
