using System.Diagnostics;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Labs.Clinic;

/// <summary>An app whose start forgot something. It serves one request in memory, and listens nowhere.</summary>
internal static class StartupReproduction
{
    private static readonly ClaimsPrincipal Alice = new(new ClaimsIdentity([new("sub", "alice")], "trial"));

    /// <summary>Reads the secret from settings that have none.</summary>
    public static Task<Reproduced> MissingSecretAsync() => Reproduced.RunAsync(
        () =>
        {
            var configuration = new ConfigurationBuilder().Build();
            // The exclamation mark is the mistake.
            return Task.FromResult($"{Encoding.UTF8.GetBytes(configuration["Jwt:Key"]!).Length} bytes.");
        },
        frames: true);

    public static Task<Reproduced> EmptySecretAsync() =>
        Reproduced.RunAsync(() => Task.FromResult($"{new SymmetricSecurityKey(Encoding.UTF8.GetBytes("")).KeySize} bits."));

    /// <summary>Asks Blazor's own provider who is signed in, in a scope that no circuit made.</summary>
    public static Task<Reproduced> AskOutsideOfCircuitAsync() => Reproduced.RunAsync(async () =>
        $"{(await new ServerAuthenticationStateProvider().GetAuthenticationStateAsync()).User.Identity?.Name}");

    /// <summary>Reads a page as an array of JSON.</summary>
    public static Task<Reproduced> ReadAsJsonAsync(string page) =>
        Reproduced.RunAsync(() => Task.FromResult($"{JsonSerializer.Deserialize<JsonElement[]>(page)?.Length} values."));

    public static Task<Reproduced> AuthenticateWithAsync(string scheme) =>
        ServeAsync(WithBearer, context => context.AuthenticateAsync(scheme));

    public static Task<Reproduced> AddTwiceAsync() => ServeAsync(
        services => services.AddAuthentication().AddJwtBearer().AddJwtBearer(), context => context.AuthenticateAsync("Bearer"));

    public static Task<Reproduced> SignInWithoutCookieAsync() => ServeAsync(WithBearer, context => context.SignInAsync("Cookies", Alice));

    /// <summary>Serves an endpoint that asks for a middleware, without that middleware.</summary>
    public static Task<Reproduced> LeaveMiddlewareOutAsync(Action<IEndpointConventionBuilder> ask) => ServeAsync(
        services => services.AddRouting().AddAuthorization(),
        context =>
        {
            var app = new ApplicationBuilder(context.RequestServices);
            app.UseRouting();
            app.UseEndpoints(endpoints => ask(endpoints.MapGet("/orders", () => "Served.")));
            return app.Build()(context);
        });

    public static Task<Reproduced> NameUnknownPolicyAsync() => ServeAsync(
        services => services.AddRouting().AddAuthorization(),
        context =>
        {
            var app = new ApplicationBuilder(context.RequestServices);
            app.UseRouting().UseAuthorization();
            app.UseEndpoints(endpoints => endpoints.MapGet("/orders", () => "Served.").RequireAuthorization("orders.write"));
            return app.Build()(context);
        });

    public static Task<Reproduced> LeaveServicesOutAsync() => ServeAsync(
        services => services.AddRouting(),
        context => new ApplicationBuilder(context.RequestServices).UseAuthorization().Build()(context));

    private static void WithBearer(IServiceCollection services) => services.AddAuthentication("Bearer").AddJwtBearer();

    private static Task<Reproduced> ServeAsync(Action<IServiceCollection> add, Func<HttpContext, Task> serve) =>
        Reproduced.RunAsync(async () =>
        {
            using var listener = new DiagnosticListener("trial");
            var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
                .AddSingleton(listener).AddSingleton<DiagnosticSource>(listener);
            add(services);
            await using var provider = services.BuildServiceProvider();
            var context = new DefaultHttpContext { RequestServices = provider };
            (context.Request.Method, context.Request.Path) = (HttpMethods.Get, "/orders");
            await serve(context);
            return "Served.";
        });
}
