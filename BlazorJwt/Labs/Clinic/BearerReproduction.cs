using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.WebUtilities;

namespace BlazorJwt.Labs.Clinic;

/// <summary>
/// ASP.NET's own JwtBearer with every default of AddJwtBearer, given one request. It is set up for one trial, apart from this app's
/// authentication, and listens nowhere.
/// </summary>
internal static class BearerReproduction
{
    /// <summary>Sends a token, and returns the challenge.</summary>
    /// <param name="authorization">Makes the Authorization header from the token; null for <c>Bearer</c>, a space and the token.</param>
    /// <param name="configure">Changes the handler's options; null for the defaults.</param>
    public static async Task<Reproduced> AskAsync(
        Action<LibraryReproduction> change, Func<string, string>? authorization = null, Action<JwtBearerOptions>? configure = null)
    {
        var trial = new LibraryReproduction();
        change(trial);
        await using var services = Services(trial, configure);
        var context = Request(services);
        context.Request.Headers.Authorization = authorization is null ? $"Bearer {trial.Token()}" : authorization(trial.Token());
        var result = await context.AuthenticateAsync();
        if (result.Succeeded) return new($"Accepted. {Answer(context)}");
        await context.ChallengeAsync();
        return new(Answer(context));
    }

    public static async Task<Reproduced> ForbidAsync()
    {
        await using var services = Services(new());
        var context = Request(services);
        await context.ForbidAsync();
        return new(Answer(context));
    }

    public static Task<Reproduced> ConfigureAsync(Action<JwtBearerOptions> configure) => Reproduced.RunAsync(async () =>
    {
        await using var services = Services(new(), configure);
        await Request(services).AuthenticateAsync();
        return "Accepted.";
    });

    /// <summary>Challenges where there is no default scheme.</summary>
    public static Task<Reproduced> ChallengeNobodyAsync() => Reproduced.RunAsync(async () =>
    {
        var registered = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        registered.AddAuthentication();
        await using var services = registered.BuildServiceProvider();
        await Request(services).ChallengeAsync();
        return "Challenged.";
    });

    private static ServiceProvider Services(LibraryReproduction trial, Action<JwtBearerOptions>? configure = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.TokenValidationParameters = trial.Rules;
            configure?.Invoke(options);
        });
        return services.BuildServiceProvider();
    }

    private static DefaultHttpContext Request(IServiceProvider services) => new() { RequestServices = services };

    private static string Answer(HttpContext context)
    {
        var (status, challenge) = (context.Response.StatusCode, context.Response.Headers.WWWAuthenticate);
        var line = challenge.Count == 0 ? "(no WWW-Authenticate)" : $"WWW-Authenticate: {challenge}";
        return $"HTTP/1.1 {status} {ReasonPhrases.GetReasonPhrase(status)}\n{line}";
    }
}
