using System.Security.Claims;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.AuthorizationServer.SignIn;

/// <summary>A circuit ends the signed-in state of its visitor when the token's life does.</summary>
[Trait("needs", "server")]
public sealed class TokenAuthenticationStateProviderTests : IAsyncDisposable
{
    private readonly AppFixture _app;
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly ServiceProvider _services;
    private readonly AsyncServiceScope _circuit;

    public TokenAuthenticationStateProviderTests(AppFixture app)
    {
        _app = app;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddLogging();
        services.AddTokens().AddAuthorizationServer();
        services.AddScoped<TokenAuthenticationStateProvider>();
        _services = services.BuildServiceProvider();
        _circuit = _services.CreateAsyncScope();
    }

    [Fact]
    public async Task A_token_that_expires_signs_the_visitor_out_within_a_second_and_keeps_the_visitor()
    {
        var provider = await OpenCircuitAsync();
        _time.Advance(TimeSpan.FromSeconds(898));
        Assert.True((await provider.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);

        _time.Advance(TimeSpan.FromSeconds(3));

        var user = (await provider.GetAuthenticationStateAsync()).User;
        Assert.False(user.Identity!.IsAuthenticated);
        Assert.Null(user.Token());
        Assert.Equal("the visitor", user.VisitorId());
    }

    [Fact]
    public async Task A_token_that_is_revoked_signs_the_visitor_out_within_a_second()
    {
        var provider = await OpenCircuitAsync();
        await Tokens.RevokeAsync((await provider.GetAuthenticationStateAsync()).User.Token()!);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.False((await provider.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
    }

    [Fact]
    public async Task A_token_that_is_revoked_on_this_server_signs_its_pages_out_at_once()
    {
        var provider = await OpenCircuitAsync();

        await Tokens.RevokeAsync((await provider.GetAuthenticationStateAsync()).User.Token()!);

        Assert.False((await provider.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
    }

    [Fact]
    public async Task A_page_that_can_t_be_told_ends_neither_the_timer_nor_the_sign_out_of_others()
    {
        var provider = await OpenCircuitAsync();
        var token = (await provider.GetAuthenticationStateAsync()).User.Token()!;
        provider.AuthenticationStateChanged += _ => throw new InvalidOperationException("A page that fails.");

        await Tokens.RevokeAsync(token);
        _time.Advance(TimeSpan.FromMinutes(20));

        Assert.False((await provider.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
    }

    [Fact]
    public async Task A_key_that_is_distrusted_signs_the_pages_out_whose_tokens_it_signed()
    {
        var provider = await OpenCircuitAsync();

        _services.GetRequiredService<TokenKeyRing>().Distrust(SigningAlgorithms.ES256);

        await Becomes.TrueAsync(async () => !(await provider.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
    }

    [Fact]
    public async Task The_pages_hear_of_it_once()
    {
        var provider = await OpenCircuitAsync();
        var heard = 0;
        provider.AuthenticationStateChanged += _ => heard++;

        _time.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(1, heard);
    }

    [Fact]
    public async Task A_circuit_that_opens_with_an_expired_token_opens_signed_out()
    {
        var verdict = await Tokens.ValidateAsync(Tokens.Issue(Alice).Text);
        _time.Advance(TimeSpan.FromMinutes(20));

        var provider = OpenCircuit(verdict.Identity!);

        Assert.False((await provider.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
    }

    [Fact]
    public async Task A_circuit_that_was_closed_looks_no_more()
    {
        var provider = await OpenCircuitAsync();
        var heard = 0;
        provider.AuthenticationStateChanged += _ => heard++;
        provider.Dispose();

        _time.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(0, heard);
    }

    [Fact]
    public async Task A_renewal_of_this_sign_in_is_taken_over_and_the_visitor_stays()
    {
        var pair = await Refresh.StartAsync(Alice, "owner", "test");
        var provider = OpenCircuit((await Tokens.ValidateAsync(pair.Access.Text)).Identity!);
        _time.Advance(TimeSpan.FromMinutes(14));

        var next = await RenewAsync(provider, pair.Refresh!);

        _time.Advance(TimeSpan.FromMinutes(14));
        var user = (await provider.GetAuthenticationStateAsync()).User;
        Assert.Equal(next.Access.JwtId, user.Token()!.Id);
        Assert.Equal("the visitor", user.VisitorId());
        Assert.True(user.Identity!.IsAuthenticated);
    }

    [Fact]
    public async Task A_circuit_that_slept_past_the_expiry_is_signed_in_again_by_a_renewal()
    {
        var pair = await Refresh.StartAsync(Alice, "owner", "test");
        var provider = OpenCircuit((await Tokens.ValidateAsync(pair.Access.Text)).Identity!);
        _time.Advance(TimeSpan.FromMinutes(20));
        Assert.False((await provider.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);

        await RenewAsync(provider, pair.Refresh!);

        Assert.True((await provider.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
    }

    [Fact]
    public async Task A_renewal_of_another_sign_in_visitor_or_person_is_not_taken_over()
    {
        var mine = await Refresh.StartAsync(Alice, "owner", "test");
        var other = await Refresh.StartAsync(Alice, "owner", "test");
        var provider = OpenCircuit((await Tokens.ValidateAsync(mine.Access.Text)).Identity!);
        var next = (await Refresh.RefreshAsync(mine.Refresh, "test")).Pair!;
        var others = (await Refresh.RefreshAsync(other.Refresh, "test")).Pair!;
        var heard = 0;
        provider.AuthenticationStateChanged += _ => heard++;

        await provider.TakeOverAsync(new("another visitor", next.Family, next.Access));
        await provider.TakeOverAsync(new("the visitor", others.Family, others.Access));
        await provider.TakeOverAsync(new("the visitor", next.Family with { Grant = Alice with { Subject = "mira" } }, next.Access));
        Assert.Equal(0, heard);

        await provider.TakeOverAsync(new("the visitor", next.Family, next.Access));
        Assert.Equal(1, heard);
    }

    [Fact]
    public void It_is_the_one_that_the_app_uses()
    {
        using var scope = _app.Services.CreateScope();

        Assert.IsType<TokenAuthenticationStateProvider>(scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>());
    }

    public async ValueTask DisposeAsync()
    {
        await _circuit.DisposeAsync();
        await _services.DisposeAsync();
    }

    private static TokenRequest Alice => new() { Subject = "alice", ClientId = "test" };

    private TokenService Tokens => _services.GetRequiredService<TokenService>();

    private RefreshTokens Refresh => _services.GetRequiredService<RefreshTokens>();

    private async Task<TokenPair> RenewAsync(TokenAuthenticationStateProvider provider, string refreshToken)
    {
        var next = (await Refresh.RefreshAsync(refreshToken, "test")).Pair!;
        var heard = new TaskCompletionSource();
        provider.AuthenticationStateChanged += _ => heard.TrySetResult();
        _services.GetRequiredService<TokenRenewalNotifier>().Tell(new("the visitor", next.Family, next.Access));
        await heard.Task.WaitAsync(TestContext.Current.CancellationToken);
        return next;
    }

    private async Task<TokenAuthenticationStateProvider> OpenCircuitAsync()
    {
        var verdict = await Tokens.ValidateAsync(Tokens.Issue(Alice).Text);
        var provider = OpenCircuit(verdict.Identity!);
        Assert.True((await provider.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
        return provider;
    }

    private TokenAuthenticationStateProvider OpenCircuit(ClaimsIdentity identity)
    {
        var provider = _circuit.ServiceProvider.GetRequiredService<TokenAuthenticationStateProvider>();
        var visitor = new ClaimsIdentity([new Claim(ClaimsPrincipalExtensions.VisitorClaim, "the visitor")]);
        provider.SetAuthenticationState(Task.FromResult(new AuthenticationState(new([identity, visitor]))));
        return provider;
    }
}
