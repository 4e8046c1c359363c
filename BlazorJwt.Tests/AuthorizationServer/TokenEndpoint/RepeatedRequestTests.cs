using System.Net;
using System.Security.Claims;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;

/// <summary>The same token again and again over real HTTP, all on one connection: JwtBearer asks the token service each time.</summary>
public sealed class RepeatedRequestTests : IAsyncLifetime
{
    private readonly TokenWorld _world = new();
    private readonly List<(AuthenticateResult Result, RequestVerdict? Verdict)> _seen = [];
    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseCookies = false });
    private Action<JwtBearerOptions>? _ofSomebodyElse;
    private Action<IServiceCollection>? _addedBySomebodyElse;
    private WebApplication? _app;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", "bearer  ")]
    [InlineData("Cookie", TokenCookie.Name + "=")]
    public async Task A_request_with_a_known_token_is_let_in_as_the_first_one_was(string header, string before)
    {
        var token = _world.Token();

        foreach (var _ in Enumerable.Range(0, 3)) Assert.Equal(HttpStatusCode.OK, await AskWith(header, before + token));

        Assert.Equal([false, true, true], _seen.Select(seen => seen.Verdict!.Verdict.IsRemembered));
        var first = Whole(_seen[0]);
        Assert.Contains("sub=alice", first, StringComparison.Ordinal);
        Assert.All(_seen, seen => Assert.Equal(first, Whole(seen)));
        Assert.All(_seen, seen => Assert.Same(seen.Verdict!.Verdict.Token, seen.Result.Principal!.Token()));
        Assert.Equal(3, _seen.Select(seen => seen.Result.Principal!.Identity).Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public async Task A_revoked_token_is_refused_on_the_connection_that_brought_it()
    {
        var token = await Remembered();

        await _world.Service.RevokeAsync(_seen[^1].Verdict!.Verdict.Token!);

        await AssertRefused(token, TokenCheckKind.Revocation);
        await AssertRefused(token, TokenCheckKind.Revocation);
    }

    [Fact]
    public async Task An_expired_token_is_refused_on_the_connection_that_brought_it()
    {
        var token = await Remembered();

        _world.Clock.Advance(_world.Options.Lifetime + _world.Options.ClockSkew - TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.OK, await Ask(token));
        Assert.True(_seen[^1].Verdict!.Verdict.IsRemembered);
        _world.Clock.Advance(TimeSpan.FromMilliseconds(1));

        await AssertRefused(token, TokenCheckKind.Expiry);
    }

    [Fact]
    public async Task A_token_is_refused_with_its_key_on_the_connection_that_brought_it()
    {
        var token = await Remembered();

        _world.Keys.Distrust(SigningAlgorithms.ES256);

        await AssertRefused(token, TokenCheckKind.Key);
        await Remembered();
    }

    [Fact]
    public async Task A_single_bit_turned_over_is_refused_on_the_connection_that_brought_the_token()
    {
        var token = await Remembered();

        for (var place = 0; place < token.Length; place++)
        {
            var letters = token.ToCharArray();
            letters[place] ^= (char)(1 << (place % 5));
            if (letters[place] is <= ' ' or > '~') continue;
            Assert.Equal(HttpStatusCode.Unauthorized, await Ask(new(letters)));
            Assert.True(_seen[^1].Verdict is null or { Verdict: { Accepted: false, IsRemembered: false } }, $"letter {place}");
        }

        Assert.Equal(HttpStatusCode.OK, await Ask(token));
        Assert.True(_seen[^1].Verdict!.Verdict.IsRemembered);
    }

    [Fact]
    public async Task Two_tokens_in_turn_over_one_connection_are_never_taken_for_one_another()
    {
        string[] tokens = [_world.Token(), _world.Token(), _world.Token("HS256")];

        for (var count = 0; count < 12; count++)
        {
            var token = tokens[count * 7 % 5 % tokens.Length];
            await Ask(token);
            Assert.Equal(token, _seen[^1].Result.Principal!.Token()!.EncodedToken);
        }
    }

    [Fact]
    public async Task A_header_that_is_not_a_token_beats_the_cookie_of_a_known_token()
    {
        var token = await Remembered();

        foreach (var header in (string[])["", "Bearer", "Bearer ", "Basic YWxpY2U6eA==", token])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await AskWith("Authorization", header, ("Cookie", $"{TokenCookie.Name}={token}")));
        }
    }

    [Fact]
    public async Task Whoever_adds_a_say_of_their_own_is_asked_for_a_known_token_too()
    {
        var asked = 0;
        _ofSomebodyElse = options =>
        {
            var ours = options.Events.OnTokenValidated;
            options.Events.OnTokenValidated = async context =>
            {
                await ours(context);
                if (++asked > 2) context.Fail("enough");
            };
        };
        var token = _world.Token();

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized],
            (HttpStatusCode[])[await Ask(token), await Ask(token), await Ask(token)]);
    }

    [Fact]
    public async Task Whoever_transforms_claims_sees_those_of_a_known_token_too()
    {
        _addedBySomebodyElse = services => services.AddTransient<IClaimsTransformation, AddsDepartment>();
        var token = await Remembered();

        Assert.Equal(HttpStatusCode.OK, await Ask(token));

        Assert.All(_seen, seen => Assert.Single(seen.Result.Principal!.FindAll("department")));
    }

    private async Task<string> Remembered()
    {
        var token = _world.Token();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await Ask(token), await Ask(token)));
        Assert.True(_seen[^1].Verdict!.Verdict.IsRemembered);
        return token;
    }

    private async Task AssertRefused(string token, TokenCheckKind at)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(token));
        Assert.Equal((at, false), (_seen[^1].Verdict!.Verdict.Refusal!.Kind, _seen[^1].Verdict!.Verdict.IsRemembered));
    }

    private Task<HttpStatusCode> Ask(string token) => AskWith("Authorization", "Bearer " + token);

    private async Task<HttpStatusCode> AskWith(string header, string value, params (string Name, string Value)[] further)
    {
        _app ??= await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, _app.Urls.First());
        foreach (var (name, text) in further.Prepend((header, value))) Assert.True(request.Headers.TryAddWithoutValidation(name, text));
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(_world.Clock).AddTokens().AddAuthorizationServer().AddSingleton(_world.Service);
        _addedBySomebodyElse?.Invoke(builder.Services);
        if (_ofSomebodyElse is not null) builder.Services.PostConfigure(JwtBearerDefaults.AuthenticationScheme, _ofSomebodyElse);
        var app = builder.Build();
        app.UseAuthentication();
        app.Use(async (HttpContext context, RequestDelegate next) =>
        {
            var user = context.User;
            _seen.Add((await context.AuthenticateAsync(), context.Features.Get<RequestVerdict>()));
            Assert.Same(user, _seen[^1].Result.Principal ?? user);
            await next(context);
        });
        app.UseAuthorization();
        app.MapGet("/", () => "open").RequireAuthorization();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private sealed class AddsDepartment : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            if (!principal.HasClaim(claim => claim.Type == "department"))
                ((ClaimsIdentity)principal.Identity!).AddClaim(new("department", "orders"));
            return Task.FromResult(principal);
        }
    }

    private static string Whole((AuthenticateResult Result, RequestVerdict? Verdict) seen)
    {
        var (principal, identity) = (seen.Result.Principal!, Assert.Single(seen.Result.Principal!.Identities));
        var claims = principal.Claims.Select(
            claim => $"{claim.Type}={claim.Value} {claim.ValueType} {claim.Issuer} {claim.OriginalIssuer} {claim.Subject == identity}");
        var properties = seen.Result.Properties!.Items.OrderBy(item => item.Key, StringComparer.Ordinal)
            .Select(item => $"{item.Key}={item.Value}");
        return string.Join('\n', [$"{identity is CaseSensitiveClaimsIdentity}", identity.AuthenticationType, identity.NameClaimType,
            identity.RoleClaimType, seen.Result.Ticket!.AuthenticationScheme, $"{seen.Verdict!.FromCookie}", .. claims, .. properties]);
    }
}
