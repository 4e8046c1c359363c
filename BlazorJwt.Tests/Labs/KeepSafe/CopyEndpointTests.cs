using System.Net;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Labs.KeepSafe;

/// <summary>What sets cookies for the lesson, asked by who has no business there.</summary>
[Trait("needs", "server")]
public sealed class CopyEndpointTests(AppFixture app)
{
    [Theory]
    [InlineData("/labs/copies")]
    [InlineData("/labs/copies/chunks")]
    public async Task A_form_of_another_site_sets_no_cookie(string path)
    {
        using var client = app.CreateClient();
        using var form = new FormUrlEncodedContent([]);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.False(answer.IsSuccessStatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_script_of_another_site_is_not_let_in()
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Options, "/labs/copies/chunks");
        request.Headers.Add("Origin", "http://evil.example");
        request.Headers.Add("Access-Control-Request-Method", "PUT");

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_ticket_sets_its_cookie_once()
    {
        using var client = app.CreateClient();
        var ticket = app.Services.GetRequiredService<CookieHandover>().Leave("BlazorJwt-Copy-Lax=x; path=/; httponly");
        async Task<HttpResponseMessage> FetchAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/labs/copies");
            request.Headers.Add("X-Copy-Ticket", ticket);
            return await client.SendAsync(request, TestContext.Current.CancellationToken);
        }

        using var first = await FetchAsync();
        using var second = await FetchAsync();

        Assert.Equal("BlazorJwt-Copy-Lax=x; path=/; httponly", Assert.Single(first.Headers.GetValues("Set-Cookie")));
        Assert.Equal(HttpStatusCode.Gone, second.StatusCode);
        Assert.False(second.Headers.Contains("Set-Cookie"));
    }
}
