using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorJwt.Hosting;

/// <summary>
/// Keeps what visitors type out of the log. At Debug, SignalR writes the arguments of each call a page makes, and those are what somebody
/// typed: tokens, keys, secrets. A filter is not enough: a setting for one provider beats it. So below Information the hub has no log here.
/// </summary>
internal sealed class HubLogFloor(LoggerFactory inner) : ILoggerFactory
{
    private const string Hub = "Microsoft.AspNetCore.SignalR";

    /// <summary>Puts the floor under every logger the app makes.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<LoggerFactory>();
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory, HubLogFloor>());
    }

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith(Hub, StringComparison.Ordinal) ? new Floored(inner.CreateLogger(categoryName)) : inner.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    // The factory inside is the container's, which ends it.
    public void Dispose()
    {
    }

    private sealed class Floored(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information && inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
