using System.Net;
using System.Net.Sockets;
using BlazorJwt.Api;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components;
using BlazorJwt.Hosting;
using BlazorJwt.HttpLog;
using BlazorJwt.Labs;
using BlazorJwt.Redis;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorJwt.Tests.Redis;

/// <summary>Starts the app with a Redis, as far as its settings are checked.</summary>
public abstract class RedisStart(RedisFixture redis) : IDisposable
{
    private protected const string Password = "a-password-of-redis";

    private protected readonly RedisFixture _redis = redis;
    private protected readonly LogCapture _log = new();

    public void Dispose()
    {
        _log.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected string AssertProblem(string connection, string expected, params string[] further)
    {
        using var output = new StringWriter();
        var problem = Assert.ThrowsAny<Exception>(() => Start(connection, further));
        Assert.True(SettingsProblem.Explain(problem, output), problem.ToString());
        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, output.ToString(), StringComparison.Ordinal);
        return output.ToString();
    }

    // The rooms as Program.cs wires them, without a server.
    private protected void Start(string connection, params string[] further)
    {
        var builder = WebApplication.CreateBuilder(
            ["--contentRoot", Repository.Top, $"--ConnectionStrings:Redis={connection}", "--Redis:WaitAtStart=00:00:00", .. further]);
        builder.Logging.AddProvider(_log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddTokens();
        builder.Services.AddAuthorizationServer();
        builder.Services.AddProtectedApi();
        builder.Services.AddHttpLog();
        builder.Services.AddLabs();
        builder.Services.AddPages();
        builder.AddRedis();
        builder.AddHosting();
        using IHost app = builder.Build();
        ((WebApplication)app).CheckSettings();
    }

    private protected static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
