using System.Net;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorJwt.Tests.Api;

[Trait("needs", "server")]
public sealed class ApiKeyLogTests
{
    [Theory]
    [InlineData("X-Api-Key", "bjwt_sk_00000000_wrong")]
    [InlineData("Authorization", "Bearer a.b.c")]
    public async Task A_flood_of_bad_credentials_writes_nothing_into_the_log_of_production(string header, string value)
    {
        var lines = new Lines();
        // The log of the test asks for every level by its name; this one goes by the settings of the app.
        await using var app = AppFixture.Start(environment: "Production",
            services: services => services.AddSingleton<ILoggerProvider>(lines));
        using var client = app.CreateClient();
        using (var first = await client.GetAsync("/api/menu", TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var before = lines.Written.Length;

        for (var time = 0; time < 10; time++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/orders") { Headers = { { header, value } } };
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }

        Assert.InRange(before, 1, int.MaxValue);
        Assert.Empty(lines.Written[before..]);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly List<string> _written = [];

        public string[] Written
        {
            get
            {
                lock (_written) return [.. _written];
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            lock (_written) _written.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
