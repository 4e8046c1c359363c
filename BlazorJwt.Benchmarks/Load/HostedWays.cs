using System.Runtime;
using System.Security.Claims;
using System.Text.Encodings.Web;
using BlazorJwt.Accounts;
using BlazorJwt.Api;
using BlazorJwt.Components;
using BlazorJwt.Labs;
using BlazorJwt.Storage;
using BlazorJwt.Tokens;
using BlazorJwt.Wire;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Benchmarks.Load;

/// <summary>The servers under load, all in one process, each on a port of its own: the same endpoint, guarded in one way after the other.</summary>
internal static class HostedWays
{
    internal const string Open = "open endpoint";
    internal const string Nothing = "a scheme that does nothing";
    internal const string Plain = "JwtBearer as it comes";
    internal const string Ours = "BlazorJwt";
    internal const string Api = "BlazorJwt’s API, not recorded";
    internal const string ApiOnTheWire = "BlazorJwt’s API, recorded";

    /// <summary>Starts them, prints name and address of each and then <c>ready</c>, with token and key behind it. To each line it says how many methods the runtime has compiled, and it ends with the standard input.</summary>
    public static async Task<int> ServeAsync()
    {
        var options = Options.Create(new TokenOptions { Lifetime = TimeSpan.FromHours(1) });
        var keys = new TokenKeyRing(options, TimeProvider.System);
        var key = keys.For(SigningAlgorithms.ES256);
        await StartAsync(Open, _ => { }, app => app.MapGet("/", Answer));
        await StartAsync(Nothing, services => services.AddAuthentication("nothing").AddScheme<AuthenticationSchemeOptions, DoesNothing>("nothing", null), Guarded);
        await StartAsync(Plain, services => services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.MapInboundClaims = false;
            bearer.TokenValidationParameters = new() { ValidIssuer = options.Value.Issuer, ValidAudience = options.Value.Audience, IssuerSigningKey = key.SecurityKey };
        }), Guarded);
        await StartAsync(Ours, services => services.AddTokens().AddAccounts().AddSingleton(keys), app => Guarded(app, ShortWay.UseAuthentication));
        await StartAsync(Api, WholeApi(keys), app => Use(app, recorded: false));
        await StartAsync(ApiOnTheWire, WholeApi(keys), app => Use(app, recorded: true));

        var issued = new TokenService(options, keys, new(TimeProvider.System), TimeProvider.System)
            .Issue(new() { Subject = "ada", ClientId = "blazorjwt", Name = "Ada Anders", Roles = ["customer"], Scopes = ["orders.read", "orders.write"], Lifetime = TimeSpan.FromHours(1) });
        // The benchmark itself asks, over a pipe of its own; no one else is there to see.
        Console.WriteLine($"ready\t{issued.Text}\t{BlazorJwt.Tokens.Keys.KeyWriter.PublicPem(key).ReplaceLineEndings("|")}");
        while (await Console.In.ReadLineAsync() is not null) Console.WriteLine(JitInfo.GetCompiledMethodCount());
        return 0;
    }

    // Its length is known, so it leaves in one piece, as Fastify's does.
    private static Utf8ContentHttpResult Answer() => TypedResults.Text("ok"u8);

    private static void Guarded(WebApplication app) => Guarded(app, app => app.UseAuthentication());

    private static void Guarded(WebApplication app, Action<WebApplication> authenticate)
    {
        authenticate(app);
        app.UseAuthorization();
        app.MapGet("/", Answer).RequireAuthorization();
    }

    private static Action<IServiceCollection> WholeApi(TokenKeyRing keys) =>
        services => services.AddTokens().AddAccounts().AddProtectedApi().AddWire().AddStorage().AddLabs().AddPages().AddSingleton(keys);

    // As Program.cs has it, with and without the recorder.
    private static void Use(WebApplication app, bool recorded)
    {
        if (recorded) app.UseWire();
        app.UseAccounts();
        app.MapProtectedApi();
    }

    private static async Task StartAsync(string name, Action<IServiceCollection> add, Action<WebApplication> use)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddJsonFile(SolutionFolder.PathOf("appsettings.json"));
        // As in the framework's own benchmarks: an answer is made on the thread that read the request. On one core there is no other to hand it to.
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseSockets(transport => transport.UnsafePreferInlineScheduling = true);
        builder.Logging.ClearProviders();
        builder.Services.AddAuthorization();
        add(builder.Services);
        var app = builder.Build();
        use(app);
        await app.StartAsync();
        Console.WriteLine($"{name}\t{app.Urls.First()}");
    }

    private sealed class DoesNothing(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        private static readonly ClaimsIdentity Somebody = new([new("sub", "ada")], "nothing");

        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(AuthenticateResult.Success(new(new(Somebody), Scheme.Name)));
    }
}
