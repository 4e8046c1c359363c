using BlazorJwt.Api;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Components;
using BlazorJwt.HttpLog;
using BlazorJwt.Labs;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Benchmarks.Pipeline;

/// <summary>The servers that are measured, all in one process, each on a port of its own.</summary>
internal static class GuardedServers
{
    internal const string Plain = "JwtBearer with its default handler";
    internal const string Ours = "JwtBearer with our handler and its cache";
    internal const string Orders = "the app’s API, GET /api/orders";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Starts them, prints name and address of each, then <c>ready</c> and a token, and ends with the standard input.</summary>
    public static async Task<int> ServeAsync()
    {
        var options = Options.Create(new TokenOptions { Lifetime = Lifetime });
        var keys = new TokenKeyRing(options, TimeProvider.System, new KeySchedulesInMemory());
        await StartAsync(Plain, services => services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.MapInboundClaims = false;
            bearer.TokenValidationParameters = new()
            {
                ValidIssuer = options.Value.Issuer,
                ValidAudience = options.Value.Audience,
                IssuerSigningKey = keys.For(SigningAlgorithms.ES256).SecurityKey,
            };
        }), Guard);
        await StartAsync(Ours, services => services.AddTokens().AddAuthorizationServer().AddSingleton(keys), Guard);
        await StartAsync(Orders, services => WholeApi(services).AddSingleton(keys), UseWholeApi);

        var issued = new TokenService(options, keys, new(TimeProvider.System), TimeProvider.System).Issue(new()
        {
            Subject = "ada",
            ClientId = "blazorjwt",
            Name = "Ada Anders",
            Roles = ["customer"],
            Scopes = ["orders.read", "orders.write"],
            Lifetime = Lifetime,
        });
        // The benchmark itself reads it, from a pipe of its own.
        Console.WriteLine($"ready\t{issued.Text}");
        while (await Console.In.ReadLineAsync() is not null) { }
        return 0;
    }

    private static void Guard(WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/api/orders", () => TypedResults.Text("ok"u8)).RequireAuthorization();
    }

    private static IServiceCollection WholeApi(IServiceCollection services) =>
        services.AddTokens().AddAuthorizationServer().AddProtectedApi().AddHttpLog().AddLabs().AddPages();

    // As Program.cs has it.
    private static void UseWholeApi(WebApplication app)
    {
        app.UseHttpLog();
        app.UseAuthorizationServer();
        app.MapProtectedApi();
    }

    private static async Task StartAsync(string name, Action<IServiceCollection> add, Action<WebApplication> use)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddJsonFile(SolutionFolder.PathOf("appsettings.json"));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddAuthorization();
        add(builder.Services);
        var app = builder.Build();
        use(app);
        await app.StartAsync();
        Console.WriteLine($"{name}\t{app.Urls.First()}");
    }
}
