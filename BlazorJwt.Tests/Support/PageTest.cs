using System.Security.Claims;
using BlazorJwt.Api;
using BlazorJwt.Api.Client;
using BlazorJwt.Api.TrustedIssuers;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Components;
using BlazorJwt.Components.Layout;
using BlazorJwt.Components.Lessons;
using BlazorJwt.HttpLog;
using BlazorJwt.Labs;
using BlazorJwt.Labs.Issuers;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tests.Tokens.Keys;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Bunit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using static BlazorJwt.AuthorizationServer.ClaimsPrincipalExtensions;

namespace BlazorJwt.Tests.Support;

/// <summary>
/// A page or a part of one, rendered without a browser. Behind it are the app's own rooms with the app's own settings: real tokens with
/// real signatures, checked for real. Only the clock stands still until a test turns it, and a call into script that no test expected
/// fails.
/// </summary>
public abstract class PageTest : BunitContext
{
    // A bound for what never comes: on a busy machine an answer of the app may take longer than bUnit's second.
    static PageTest() => DefaultWaitTimeout = Patience.Most;

    /// <summary>A visitor who is signed out.</summary>
    protected PageTest()
    {
        JSInterop.Mode = JSRuntimeMode.Strict;
        // They only define an element that moves by itself: nothing in them is called.
        JSInterop.SetupModule("./Components/Lessons/ReadToken/LifetimeLine.razor.js");
        JSInterop.SetupModule("./Components/Stage/StageView.razor.js");
        Settings.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"));

        Services.AddSingleton<IConfiguration>(Settings);
        Services.AddSingleton<IHostEnvironment>(new OnAMachineOfADeveloper());
        Services.AddSingleton<IServer>(new ServerThatListensNowhere());
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddTokens().AddAuthorizationServer().AddProtectedApi().AddHttpLog().AddLabs();
        // bUnit has placeholders for these two, and a policy is to be judged for real.
        Services.AddTransient<IAuthorizationService, DefaultAuthorizationService>();
        Services.AddTransient<IAuthorizationPolicyProvider, DefaultAuthorizationPolicyProvider>();
        // Of the pages' services ours alone: Blazor's own are for a real server, and bUnit has others in their place.
        foreach (var service in new ServiceCollection().AddPages().Where(service => service.ServiceType.Assembly == typeof(App).Assembly))
            Services.Add(service);
        Services.AddScoped<AntiforgeryStateProvider, FixedAntiforgery>();

        // As Routes.razor hands it down.
        Services.AddCascadingValue(_ => Visit);
        Services.AddCascadingValue(_ => Progress);
        Services.AddScoped<AuthenticationStateProvider>(
            services => Start(ActivatorUtilities.CreateInstance<TokenAuthenticationStateProvider>(services)));
        RenderTree.Add<VisitorScope>();
    }

    /// <summary>The random id of this visitor's browser.</summary>
    protected string VisitorId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>What the app goes by. It stands still.</summary>
    protected FakeTimeProvider Clock { get; } = new(new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));

    /// <summary>The settings of the repository. A test that wants another one sets it before it renders anything.</summary>
    protected ConfigurationManager Settings { get; } = new();

    /// <summary>What the page request knew. A test that wants another one sets it before it renders anything.</summary>
    protected PagePreferences Visit { get; set; } = PagePreferences.Empty;

    /// <summary>The lessons this visitor has done.</summary>
    private protected Progress Progress { get; set; } = new(KeptProgress.None);

    /// <summary>The shared token service.</summary>
    private protected TokenService Tokens => Services.GetRequiredService<TokenService>();

    /// <summary>The exchanges that visitors caused.</summary>
    private protected ExchangeLog Log => Services.GetRequiredService<ExchangeLog>();

    /// <summary>Gives the service the RSA keys of the tests, for a part that signs with them and is not about them: to make one takes a
    /// second.</summary>
    protected void UseKeysOfTheTests()
    {
        var keys = KeyStock.RsaSettings();
        (Settings["Tokens:Keys:RS256"], Settings["Tokens:Keys:PS256"]) = (keys.RS256, keys.PS256);
    }

    /// <summary>Goes to an address of the app, query included, before the page is rendered.</summary>
    protected void GoTo(string address) => Services.GetRequiredService<NavigationManager>().NavigateTo(address);

    /// <summary>Signs one of the demo people in: a token is issued and checked as the app does it, and its identity is the visitor's from
    /// now on.</summary>
    /// <returns>The token.</returns>
    protected async Task<ValidatedToken> SignInAsync(string name = "alice", TimeSpan? lifetime = null, string? algorithm = null)
    {
        var person = Services.GetRequiredService<DemoPeople>().Listed.Single(person => person.Name == name);
        var issued =
            Tokens.Issue(person.TokenRequest("blazorjwt", "session-of-the-test") with { Lifetime = lifetime, Algorithm = algorithm });
        var verdict = await Tokens.ValidateAsync(issued.Text);
        Assert.True(verdict.Accepted, verdict.ToString());
        Is(verdict.Identity!);
        return verdict.Token!;
    }

    /// <summary>Lets the clock pass the end of the token. Whatever is rendered notices, as it would in a circuit.</summary>
    protected void LetItExpire(ValidatedToken token) => Clock.Advance(token.ValidTo - Clock.GetUtcNow() + TimeSpan.FromSeconds(1));

    /// <summary>Takes the token back, as signing out in another tab does. Whatever is rendered notices within a second.</summary>
    protected void SignOutElsewhere(ValidatedToken token)
    {
        Tokens.RevokeAsync(token).GetAwaiter().GetResult();
        Clock.Advance(TimeSpan.FromSeconds(1));
    }

    /// <summary>
    /// Puts a running app behind the page: its keys, its API and its HTTP log, and the machine's clock. For what only a real server
    /// answers.
    /// </summary>
    protected void PutBehind(RunningApp app)
    {
        foreach (var type in (Type[])[typeof(TimeProvider), typeof(TokenService), typeof(TokenKeyRing), typeof(Denylist),
            typeof(DemoPeople), typeof(ExchangeLog), typeof(OrdersClient), typeof(ServerAddress), typeof(TrustedIssuerRegistry),
            typeof(SimulatedIssuerRuns), typeof(ServiceAccountRegistry)])
            Services.AddSingleton(type, app.Services.GetRequiredService(type));
    }

    private void Is(ClaimsIdentity signedIn) =>
        Set((TokenAuthenticationStateProvider)Services.GetRequiredService<AuthenticationStateProvider>(), signedIn);

    private TokenAuthenticationStateProvider Start(TokenAuthenticationStateProvider provider) => Set(provider, new());

    // The visitor id stands on an identity of its own beside, as the app's visitor cookie puts it there.
    private TokenAuthenticationStateProvider Set(TokenAuthenticationStateProvider provider, ClaimsIdentity identity)
    {
        var principal = new ClaimsPrincipal([identity, new ClaimsIdentity([new Claim(VisitorClaim, VisitorId)])]);
        provider.SetAuthenticationState(Task.FromResult(new AuthenticationState(principal)));
        return provider;
    }

    private sealed class FixedAntiforgery : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken GetAntiforgeryToken() => new("antiforgery-of-the-test", "__RequestVerificationToken");
    }

    private sealed class OnAMachineOfADeveloper : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Development;

        public string ApplicationName { get; set; } = "BlazorJwt";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }

    private sealed class ServerThatListensNowhere : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
