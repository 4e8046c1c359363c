using System.Net;
using System.Net.Sockets;
using BlazorJwt.Accounts;
using BlazorJwt.Hosting;
using BlazorJwt.Redis;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;

namespace BlazorJwt.Tests.Redis;

/// <summary>A Redis that can't be used: a sentence that names the setting, and nothing starts. No password is quoted.</summary>
public sealed class RedisStartTests(RedisFixture redis)
{
    private const string Password = "a-password-of-redis";

    [Fact]
    public void An_address_where_nothing_listens_is_said()
    {
        var port = FreePort();

        AssertProblem($"127.0.0.1:{port},password={Password}", $"No Redis can be reached at 127.0.0.1:{port}. Start it, correct ConnectionStrings:Redis, or leave that setting out");
    }

    [Fact]
    public void A_name_that_nobody_has_is_said() =>
        AssertProblem($"redis.invalid:6379,password={Password}", "No Redis can be reached at redis.invalid:6379. Start it, correct ConnectionStrings:Redis");

    [Theory]
    [InlineData("127.0.0.1:6379,pasword=" + Password)]
    [InlineData("127.0.0.1:99999,password=" + Password)]
    [InlineData(",password=" + Password)]
    public void What_is_no_connection_string_is_said(string connection) => AssertProblem(connection, "ConnectionStrings:Redis can't be read. Write an address and a port");

    [Fact]
    public void A_server_that_answers_garbage_is_said()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = Garble(listener);
        var address = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

        AssertProblem($"{address},password={Password}", $"Something listens at {address}, and it does not answer as Redis does. Correct address and port in ConnectionStrings:Redis");
    }

    [Fact]
    public async Task A_Redis_that_asks_for_a_password_is_said_and_with_the_right_one_the_app_starts()
    {
        await using var server = await RedisServer.StartAsync("--requirepass", Password);
        var address = $"127.0.0.1:{server.Port}";

        AssertProblem(address, $"Redis at {address} asks for a password, and ConnectionStrings:Redis has none.");
        AssertProblem($"{address},password={Password}x", $"Redis at {address} refuses the name or the password in ConnectionStrings:Redis.");
        Start($"{address},password={Password}");
    }

    [Fact]
    public async Task A_Redis_that_may_not_be_written_to_is_said()
    {
        await using var server = await RedisServer.StartAsync("--replicaof", "127.0.0.1", $"{FreePort()}");

        AssertProblem($"127.0.0.1:{server.Port}", "Redis answers, and does not do what this app asks: ");
    }

    [Fact]
    public async Task A_name_of_blanks_for_Data_Protection_is_said() =>
        AssertProblem(await redis.EmptyDatabaseAsync(), "Redis:ApplicationName is empty.", "--Redis:ApplicationName= ");

    [Fact]
    public async Task Servers_that_start_at_once_make_one_key_of_Data_Protection()
    {
        var connection = await redis.EmptyDatabaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Start(connection), TestContext.Current.CancellationToken)));

        using var shared = new RedisConnection(connection);
        Assert.Equal(1, shared.Database.ListLength(RedisNames.DataProtection));
    }

    private static void AssertProblem(string connection, string expected, params string[] further)
    {
        using var output = new StringWriter();
        var problem = Assert.ThrowsAny<Exception>(() => Start(connection, further));
        Assert.True(SettingsProblem.Explain(problem, output), problem.ToString());
        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, output.ToString(), StringComparison.Ordinal);
    }

    // The rooms as Program.cs wires them, without a server.
    private static void Start(string connection, params string[] further)
    {
        var builder = WebApplication.CreateBuilder(["--contentRoot", Repository.Top, $"--ConnectionStrings:Redis={connection}", .. further]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddTokens();
        builder.Services.AddAccounts();
        builder.AddRedis();
        builder.AddHosting();
        using IHost app = builder.Build();
        ((WebApplication)app).CheckSettings();
    }

    // It talks before it listens, as no Redis does.
    private static async Task Garble(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n<html>nonsense</html>\r\n"u8.ToArray());
            }
        }
        catch (Exception over) when (over is SocketException or IOException or ObjectDisposedException)
        {
            // The test is over, or the caller had enough.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
