using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Production;

/// <summary>ASP.NET Core Identity as docs/production.md sets it up.</summary>
[Trait("takes", "long")]
public sealed class PeopleTests
{
    [Fact]
    public async Task Somebody_registers_signs_in_and_is_known_by_a_cookie()
    {
        await using var app = await StartAsync();
        using var client = app.GetTestClient();
        client.BaseAddress = new("https://shop.example");
        var person = new { email = "ada@example.org", password = "a passphrase that is long" };
        Assert.Equal(HttpStatusCode.Unauthorized, await Get(client));
        Assert.Equal(HttpStatusCode.OK, (await Post(client, "/account/register", person)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Post(client, "/account/login?useCookies=true",
            person with { password = "another passphrase" })).Status);

        var (status, cookie) = await Post(client, "/account/login?useCookies=true", person);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("__Host-people=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        client.DefaultRequestHeaders.Add("Cookie", cookie!.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, await Get(client));
    }

    [Fact]
    public async Task A_short_password_is_rejected()
    {
        await using var app = await StartAsync();
        using var client = app.GetTestClient();

        Assert.Equal(HttpStatusCode.BadRequest, (await Post(client, "/account/register",
            new { email = "ada@example.org", password = "Short-1-word" })).Status);
    }

    private static Task<WebApplication> StartAsync() => SampleApp.StartAsync(services =>
    {
        services.AddAuthorization();
        var database = Guid.NewGuid().ToString();
        services.AddPeople(options => options.UseInMemoryDatabase(database));
    }, app =>
    {
        app.MapPeople();
        app.MapGet("/", () => "open").RequireAuthorization();
    });

    private static async Task<HttpStatusCode> Get(HttpClient client)
    {
        using var response = await client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static async Task<(HttpStatusCode Status, string? Cookie)> Post(HttpClient client, string path, object body)
    {
        using var response = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, TestContext.Current.CancellationToken);
        return (response.StatusCode, response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.First() : null);
    }
}
