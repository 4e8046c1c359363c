using BlazorJwt.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(AppFixture))]

namespace BlazorJwt.Tests.Support;

/// <summary>
/// The one app that all tests share, as <c>dotnet run</c> starts it: Development, the settings of the repository, a real port.
/// A test that needs other settings, or turns the clock, starts an app of its own with <see cref="Start"/>.
/// </summary>
public sealed class AppFixture : RunningApp
{
    /// <summary>xunit makes it, once for the assembly.</summary>
    public AppFixture() : base(new Dictionary<string, string?>(), "Development", time: null, services: null)
    {
    }

    /// <summary>Starts another app on a port of its own. The caller disposes it.</summary>
    /// <param name="settings">Settings that win over appsettings.json, such as <c>("Tokens:Lifetime", "00:00:30")</c>.</param>
    /// <param name="environment">The environment; demo people exist in Development without being asked for.</param>
    /// <param name="time">The clock the app goes by; the machine's when null.</param>
    /// <param name="services">Changes to the app's services, after its own.</param>
    /// <param name="port">The port to listen on; a free one when 0. A port given again makes a restarted server.</param>
    public static RunningApp Start(
        IEnumerable<(string Name, string? Value)>? settings = null,
        string environment = "Development",
        TimeProvider? time = null,
        Action<IServiceCollection>? services = null,
        int port = 0) =>
        new((settings ?? []).ToDictionary(setting => setting.Name, setting => setting.Value), environment, time, services, port);
}
