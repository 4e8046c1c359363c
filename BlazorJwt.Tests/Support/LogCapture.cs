using System.Text;
using Microsoft.Extensions.Logging;

namespace BlazorJwt.Tests.Support;

/// <summary>Keeps every log line in memory, scopes and exceptions included. Past 64 million characters the oldest half goes.</summary>
internal sealed class LogCapture : ILoggerProvider, ISupportExternalScope
{
    private const int Limit = 64_000_000;
    private readonly Lock gate = new();
    private readonly StringBuilder text = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public string Text
    {
        get
        {
            lock (gate)
                return text.ToString();
        }
    }

    public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private void Add(string category, LogLevel level, string message, Exception? exception)
    {
        var line = new StringBuilder().Append(level).Append(' ').Append(category).Append(": ").Append(message);
        scopes.ForEachScope((scope, target) => target.Append(" | ").Append(scope), line);
        if (exception is not null)
            line.AppendLine().Append(exception);
        lock (gate)
        {
            if (text.Length > Limit)
                text.Remove(0, Limit / 2);
            text.Append(line).AppendLine();
        }
    }

    private sealed class Line(LogCapture capture, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => capture.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            capture.Add(category, logLevel, formatter(state, exception), exception);
    }
}
