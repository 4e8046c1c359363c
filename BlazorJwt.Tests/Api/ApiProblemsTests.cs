using System.Net;
using BlazorJwt.Api.Orders;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorJwt.Tests.Api;

[Trait("needs", "server")]
public sealed class ApiProblemsTests(AppFixture app)
{
    [Theory]
    [InlineData("/api")]
    [InlineData("/api/nothing")]
    [InlineData("/api/orders/1")]
    public async Task An_address_that_the_API_does_not_have_is_a_problem_and_no_page(string path)
    {
        using var response = await new Visitor(app).WithCookie(HttpMethod.Get, path, token: null, body: null, ("Accept", "text/html"));

        Assert.Contains("/openapi/v1.json", await response.ProblemAsync(HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/openapi")]
    [InlineData("/openapi/v2.json")]
    [InlineData("/openapi/v1.yaml")]
    [InlineData("/openapi/v1.json/more")]
    [InlineData("/openapi/v11.json?documentName=v1")]
    public async Task A_description_that_there_is_not_is_a_problem_and_no_page(string path)
    {
        using var response = await new Visitor(app).WithHeader(HttpMethod.Get, path, token: null);

        Assert.Equal("There is one description of the API: /openapi/v1.json.", await response.ProblemAsync(HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("DELETE", "/api/orders")]
    [InlineData("PUT", "/api/menu")]
    [InlineData("POST", "/api/sales-total")]
    [InlineData("OPTIONS", "/api/orders")]
    [InlineData("OPTIONS", "/openapi/v1.json")]
    [InlineData("PUT", "/openapi/v1.json")]
    public async Task A_method_that_an_address_does_not_know_is_a_problem_that_names_those_it_does(string method, string path)
    {
        var visitor = new Visitor(app);

        using var response = await visitor.WithHeader(new(method), path, visitor.Token());

        Assert.Contains("This address knows GET", await response.ProblemAsync(HttpStatusCode.MethodNotAllowed), StringComparison.Ordinal);
        Assert.Contains("GET", response.Content.Headers.Allow);
    }

    [Fact]
    public async Task An_error_of_our_own_is_a_problem_that_tells_nothing_of_the_inside()
    {
        await using var broken = AppFixture.Start(services: services =>
            services.Replace(ServiceDescriptor.Singleton<OrderBook>(_ => throw new InvalidOperationException("the inside"))));
        var visitor = new Visitor(broken);

        using var response = await visitor.WithHeader(HttpMethod.Get, "/api/orders", visitor.Token());

        var sentence = await response.ProblemAsync(HttpStatusCode.InternalServerError);
        Assert.DoesNotContain("inside", sentence, StringComparison.Ordinal);
        Assert.Contains("the inside", broken.LogText, StringComparison.Ordinal);
    }
}
