using System.Net;
using BlazorJwt.Labs.Sessions;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Hosting;

/// <summary>People get a page that says what happened, programs get problem details.</summary>
[Trait("needs", "server")]
public sealed class FailureAnswersTests(AppFixture app)
{
    [Theory]
    [InlineData("/no-such-page", "There is no such page")]
    [InlineData("/sign-in/deeper", "There is no such page")]
    [InlineData("/not-found", "There is no such page")]
    [InlineData("/error", "There is no such page")]
    public async Task An_address_that_leads_nowhere_shows_the_page_that_says_so(string path, string heading)
    {
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync(path, ("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains(heading, await answer.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/no-such-thing", HttpStatusCode.NotFound)]
    [InlineData("/.well-known/no-such-thing", HttpStatusCode.NotFound)]
    [InlineData("/token", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/revoke", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/introspect", HttpStatusCode.MethodNotAllowed)]
    public async Task A_program_gets_problem_details(string path, HttpStatusCode status)
    {
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("GET", "/token", "POST")]
    [InlineData("HEAD", "/token", "POST")]
    [InlineData("PUT", "/token", "POST")]
    [InlineData("OPTIONS", "/revoke", "POST")]
    [InlineData("DELETE", "/account/sign-in", "POST")]
    [InlineData("PUT", "/labs/sessions/sign-in", "POST")]
    [InlineData("OPTIONS", "/introspect", "POST")]
    public async Task Where_only_POST_is_allowed_every_other_method_is_told_so(string method, string path, string allowed)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(new(method), path);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(allowed, string.Join(", ", answer.Content.Headers.Allow.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task An_error_shows_a_page_without_a_word_of_the_error_or_the_request(string environment)
    {
        await using var own = AppFixture.Start(environment: environment, services: Breaking);
        using var client = own.CreateClient();

        using var people = await client.SendGetAsync("/breaks", ("X-Secret", "a secret header"), ("Accept", "text/html"));
        using var programs = await client.SendGetAsync("/.well-known/breaks", ("X-Secret", "a secret header"));

        Assert.Equal(HttpStatusCode.InternalServerError, people.StatusCode);
        Assert.Contains("Something went wrong here", await people.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("application/problem+json", programs.Content.Headers.ContentType!.MediaType);
        foreach (var text in (string[])[await people.TextAsync(), await programs.TextAsync()])
        {
            Assert.DoesNotContain("the message of the exception", text, StringComparison.Ordinal);
            Assert.DoesNotContain("a secret header", text, StringComparison.Ordinal);
        }

        Assert.True(people.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public async Task An_outage_of_what_servers_share_is_answered_in_the_form_that_the_endpoint_says()
    {
        var store = new UnreachableDenylist();
        await using var own = AppFixture.Start(services: services => services.AddSingleton<IDenylistStore>(store));
        using var visitor = await own.SignInAsync("alice", SignInForms.Cancellation);
        var policy = own.Services.GetRequiredService<StatelessTokens>().ListedPolicy;
        var lab = own.Services.GetRequiredService<TokenService>()
            .Issue(new()
            {
                Subject = "alice",
                ClientId = "tests",
                Scopes = ["orders.read"],
                Issuer = policy.Issuer,
                Audience = policy.Audience,
            }).Text;
        store.IsCurrent = false;

        foreach (var (method, path, token, type) in (IEnumerable<(HttpMethod, string, string?, string)>)
        [
            (HttpMethod.Get, "/api/orders", visitor.Token, "application/problem+json"),
            (HttpMethod.Get, "/labs/stateless/listed-orders", lab, "application/problem+json"),
            (HttpMethod.Post, "/introspect", visitor.Token, "application/json"),
            (HttpMethod.Post, "/account/sessions/end", null, "text/html"),
        ])
        {
            using var request = new HttpRequestMessage(method, path);
            if (token is not null) request.Headers.Authorization = new("Bearer", token);
            using var answer = await visitor.Client.SendAsync(request, SignInForms.Cancellation);

            Assert.Equal((HttpStatusCode.ServiceUnavailable, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Equal((StoreUnreachableException.RetryAfter, true),
                (answer.Headers.RetryAfter?.Delta, answer.Headers.CacheControl?.NoStore));
            Assert.Empty(answer.Headers.WwwAuthenticate);
            Assert.Equal(path is "/introspect",
                (await answer.TextAsync()).Contains("\"error\":\"temporarily_unavailable\"", StringComparison.Ordinal));
        }
    }

    private sealed class UnreachableDenylist : IDenylistStore
    {
        public bool IsShared => true;

        public bool IsCurrent { get; set; } = true;

        public Task WriteAsync(IReadOnlyCollection<DenylistEntry> entries) => throw new StoreUnreachableException();

        public void WriteLater(DenylistEntry entry)
        {
        }
    }

    private static void Breaking(IServiceCollection services) => services.AddSingleton<IStartupFilter>(new BreakingEndpoint());

    private sealed class BreakingEndpoint : IStartupFilter
    {
        // Behind all of the app's own middleware, as an endpoint of the app would be.
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => builder =>
        {
            next(builder);
            builder.Run(context => context.Request.Path.Value!.EndsWith("/breaks", StringComparison.Ordinal)
                ? throw new InvalidOperationException("the message of the exception")
                : Task.CompletedTask);
        };
    }
}
