using BlazorJwt.AuthorizationServer.SignIn;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tests.Support;

/// <summary>The app behind a real Kestrel on a free loopback port. It starts when a test first asks something of it.</summary>
public class RunningApp : IAsyncDisposable
{
    private readonly Lazy<Factory> started;
    private readonly LogCapture log = new();

    // The same hash in a thousand rounds: each app hashes all passwords when it starts, and every sign-in hashes one.
    private static readonly PasswordHasher<string> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 1000 }));

    /// <summary>Says how the app is to start; see <see cref="AppFixture.Start"/>.</summary>
    protected internal RunningApp(
        IReadOnlyDictionary<string, string?> settings, string environment, TimeProvider? time, Action<IServiceCollection>? services,
            int port = 0) =>
        started = new(() =>
        {
            var factory = new Factory(builder =>
            {
                builder.UseEnvironment(environment);
                builder.UseSolutionRelativeContentRoot(".");
                foreach (var (name, value) in settings)
                    builder.UseSetting(name, value);
                builder.ConfigureLogging(logging => logging
                    .ClearProviders()
                    .AddProvider(log)
                    .AddFilter<LogCapture>(category: null, LogLevel.Trace));
                builder.ConfigureTestServices(collection =>
                {
                    collection.Replace(ServiceDescriptor.Singleton(QuickPasswords));
                    if (time is not null)
                        collection.Replace(ServiceDescriptor.Singleton(time));
                    services?.Invoke(collection);
                });
            });
            factory.UseKestrel(port);
            factory.StartServer();
            return factory;
        });

    /// <summary>Where the app listens, for instance <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri BaseAddress =>
        new(Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>The same app under the name <c>localhost</c>, which a browser takes for another site than
    /// <see cref="BaseAddress"/>.</summary>
    public Uri LocalhostAddress => new UriBuilder(BaseAddress) { Host = "localhost" }.Uri;

    /// <summary>The app's own services.</summary>
    public IServiceProvider Services => started.Value.Services;

    /// <summary>All that the app logged so far, at every level from Trace, in every category.</summary>
    public string LogText => log.Text;

    /// <summary>A client that follows no redirect and keeps no cookie: each test sends exactly what it says.</summary>
    public HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        BaseAddress = BaseAddress,
    };

    /// <summary>A browser's worth of HTTP: keeps cookies, follows no redirect, and is signed out.</summary>
    public VisitorSession OpenSession() => new(BaseAddress);

    /// <summary>Signs one of the demo people in through the sign-in page's own form.</summary>
    public async Task<VisitorSession> SignInAsync(string name, CancellationToken cancellation = default)
    {
        var session = OpenSession();
        await session.SignInAsync(name, DemoPassword(name), cancellation);
        return session;
    }

    /// <summary>The password that appsettings.json gives a demo person.</summary>
    public string DemoPassword(string name) => DemoPasswords.Of(Services, name);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (started.IsValueCreated)
            await started.Value.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static DemoPeople QuickPasswords(IServiceProvider services) =>
        new(services.GetRequiredService<IOptions<DemoOptions>>(), services.GetRequiredService<IHostEnvironment>(), Hasher);

    private sealed class Factory(Action<IWebHostBuilder> configure) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder) => configure(builder);
    }
}
