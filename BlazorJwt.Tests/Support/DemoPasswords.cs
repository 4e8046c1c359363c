using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Support;

/// <summary>Reads a demo person's password from the settings, where a workshop participant would look it up.</summary>
internal static class DemoPasswords
{
    public static string Of(IServiceProvider services, string name)
    {
        var people = services.GetRequiredService<IConfiguration>().GetSection("Demo:People").GetChildren();
        var person = people.FirstOrDefault(entry => entry.Key == name || entry["Name"] == name)
            ?? throw new InvalidOperationException($"appsettings.json has no demo person '{name}' under Demo:People.");
        return person["Password"] ?? throw new InvalidOperationException($"Demo person '{name}' has no password in the settings.");
    }
}
