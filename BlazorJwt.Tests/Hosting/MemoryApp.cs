using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace BlazorJwt.Tests.Hosting;

/// <summary>The app without a socket, for what needs another host name, https or another address of the client.</summary>
internal sealed class MemoryApp(string environment, params (string Name, string Value)[] settings) : WebApplicationFactory<Program>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(environment);
        builder.UseSolutionRelativeContentRoot(".");
        builder.ConfigureLogging(logging => logging.ClearProviders());
        foreach (var (name, value) in settings) builder.UseSetting(name, value);
    }
}
