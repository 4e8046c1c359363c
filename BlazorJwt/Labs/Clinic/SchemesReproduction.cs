using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace BlazorJwt.Labs.Clinic;

/// <summary>A policy with two JwtBearer schemes, a token of the second, and what the framework logs.</summary>
internal static class SchemesReproduction
{
    public static async Task<Reproduced> AskTwoAsync()
    {
        var (other, own) = (new LibraryReproduction(), new LibraryReproduction());
        using var log = new KeepsLines();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.Debug).AddProvider(log));
        services.AddAuthorization().AddAuthentication()
            .AddJwtBearer("Login", options => options.TokenValidationParameters = other.Rules)
            .AddJwtBearer("Own", options => options.TokenValidationParameters = own.Rules);
        await using var provider = services.BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = provider };
        context.Request.Headers.Authorization = $"Bearer {own.Token()}";
        var policy = new AuthorizationPolicyBuilder("Login", "Own").RequireAuthenticatedUser().Build();
        var evaluator = provider.GetRequiredService<IPolicyEvaluator>();
        var authenticated = await evaluator.AuthenticateAsync(policy, context);
        var authorized = await evaluator.AuthorizeAsync(policy, authenticated, context, resource: null);
        return new($"{string.Join('\n', log.Lines)}\nThe request was {(authorized.Succeeded ? "let in" : "refused")}.");
    }

    private sealed class KeepsLines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = [];

        public IEnumerable<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            _lines.Enqueue($"{(logLevel == LogLevel.Debug ? "dbug" : "info")}: {formatter(state, exception)}");
            if (exception is not null) _lines.Enqueue($"      {Reproduced.From(exception).Message}");
        }

        public void Dispose()
        {
        }
    }
}
