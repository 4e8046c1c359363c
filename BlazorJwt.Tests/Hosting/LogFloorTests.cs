using BlazorJwt.Hosting;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tests.Hosting;

/// <summary>Where the framework would log a secret, nothing below Information is logged, whatever is configured.</summary>
[Trait("needs", "server")]
public sealed class LogFloorTests
{
    private const string Circuits = "Microsoft.AspNetCore.Components.Server.Circuits.CircuitFactory";
    private const string Hub = "Microsoft.AspNetCore.SignalR.HubConnectionHandler";

    public static TheoryData<string> Settings =>
    [
        "",
        "Logging:LogLevel:Default",
        "Logging:LogLevel:Microsoft.AspNetCore.Components.Server",
        "Logging:LogLevel:Microsoft.AspNetCore.Components.Server.Circuits.CircuitFactory",
        "Logging:LogLevel:Microsoft.*.CircuitFactory",
        "Logging:LogCapture:LogLevel:Default",
        "Logging:BlazorJwt.Tests.Support.LogCapture:LogLevel:Microsoft.AspNetCore.SignalR.HubConnectionHandler",
        "Logging:BlazorJwt.Tests.Support.LogCapture:LogLevel:Microsoft.AspNetCore.Components.Server.Circuits.CircuitFactory",
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task No_setting_of_any_provider_or_category_goes_below_it(string setting)
    {
        await using var app = AppFixture.Start(setting is "" ? [] : [(setting, "Trace")]);
        var loggers = app.Services.GetRequiredService<ILoggerFactory>();

        foreach (var category in (string[])[Hub, Circuits])
        {
            var logger = loggers.CreateLogger(category);
            Assert.False(logger.IsEnabled(LogLevel.Trace));
            Assert.False(logger.IsEnabled(LogLevel.Debug));
            Assert.True(logger.IsEnabled(LogLevel.Information));
        }

        Assert.True(loggers.CreateLogger("BlazorJwt").IsEnabled(LogLevel.Trace));
    }

    [Fact]
    public void It_holds_where_nothing_is_configured_and_leaves_every_other_rule_as_it_is()
    {
        var capture = new LogCapture();
        using var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(capture)
                .AddFilter("quiet", LogLevel.Error).AddFilter((_, category, _) => category != "none"))
            .AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, LogFloor>()
            .BuildServiceProvider();
        var loggers = services.GetRequiredService<ILoggerFactory>();

        Assert.False(loggers.CreateLogger(Circuits).IsEnabled(LogLevel.Debug));
        Assert.True(loggers.CreateLogger("other").IsEnabled(LogLevel.Trace));
        Assert.False(loggers.CreateLogger("quiet").IsEnabled(LogLevel.Warning));
        Assert.False(loggers.CreateLogger("none").IsEnabled(LogLevel.Error));
    }
}
