using System.Net;
using BlazorJwt.Hosting;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlazorJwt.Tests.Hosting;

/// <summary>What a proxy asks to know where to send visitors.</summary>
[Trait("needs", "redis"), Trait("needs", "server")]
public sealed class HealthTests(AppFixture app)
{
    [Theory]
    [InlineData(Health.Live)]
    [InlineData(Health.Ready)]
    [InlineData(Health.Shared)]
    public async Task A_node_that_can_serve_says_so_in_one_word_without_a_cookie(string path)
    {
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Healthy", await answer.TextAsync());
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("10.0.0.5:8080")]
    [InlineData("tokens.example")]
    public async Task A_load_balancer_asks_by_whatever_name_it_has_for_the_node_over_plain_http(string host)
    {
        await using var own = new MemoryApp("Production", ("AllowedHosts", "tokens.example"), ("https_port", "443"));

        var context = await own.Server.SendAsync(
            request => (request.Request.Method, request.Request.Path, request.Request.Host) = ("GET", Health.Ready, new HostString(host)),
                SignInForms.Cancellation);

        Assert.Equal(StatusCodes.Status200OK, context.Response.StatusCode);
    }

    [Fact]
    public async Task A_node_that_is_about_to_stop_lives_and_takes_no_more_visitors_and_no_more_circuits()
    {
        await using var own = AppFixture.Start();
        using var client = own.CreateClient();
        using var stopping = new ManualResetEventSlim();
        using var asked = new ManualResetEventSlim();
        // The server serves until everything that must be done before is done.
        own.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() =>
        {
            stopping.Set();
            asked.Wait(Patience.Most);
        });
        using (var before = await client.SendGetAsync(Health.Ready)) Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        var end = Task.Run(() => own.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication(), SignInForms.Cancellation);
        stopping.Wait(SignInForms.Cancellation);
        using var ready = await client.SendGetAsync(Health.Ready);
        using var live = await client.SendGetAsync(Health.Live);
        using var circuit = await client.SendGetAsync("/_blazor", ("Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority)));
        asked.Set();
        await end;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("Unhealthy", await ready.TextAsync());
        Assert.True(ready.Headers.CacheControl!.NoStore);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, circuit.StatusCode);
        // Nothing is wrong with it, so nothing is in the log that anybody would be called for.
        Assert.DoesNotContain("Error ", own.LogText, StringComparison.Ordinal);
        Assert.DoesNotContain("Warning Microsoft.Extensions.Diagnostics.HealthChecks", own.LogText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_of_redis_takes_no_node_out_and_is_told_by_both_reports_until_it_is_over()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var own = AppFixture.Start([("ConnectionStrings:Redis", $"127.0.0.1:{redis.Port}")]);
        using var client = own.CreateClient();
        await Becomes.TrueAsync(async () => await AskAsync(Health.Shared) == (HttpStatusCode.OK, "Healthy"));

        await redis.KillAsync();
        const string away = "Degraded\nRedis: Can't be asked, so no token is accepted and nobody signs in.";
        await Becomes.TrueAsync(async () => await AskAsync(Health.Shared) == (HttpStatusCode.ServiceUnavailable, away));
        Assert.Equal((HttpStatusCode.OK, away), await AskAsync(Health.Ready));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync(Health.Live));

        await redis.StartAgainAsync();
        await Becomes.TrueAsync(async () => await AskAsync(Health.Shared) == (HttpStatusCode.OK, "Healthy"));

        async Task<(HttpStatusCode Status, string Text)> AskAsync(string path)
        {
            using var answer = await client.SendGetAsync(path);
            return (answer.StatusCode, await answer.TextAsync());
        }
    }
}
