using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BlazorJwt.Api;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components;
using BlazorJwt.Hosting;
using BlazorJwt.HttpLog;
using BlazorJwt.Labs;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Redis;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorJwt.Tests.Redis;

/// <summary>A Redis that can't be used: a sentence that names the setting, and nothing starts. No password is quoted.</summary>
[Trait("needs", "redis"), Trait("needs", "server")]
public sealed class RedisStartTests(RedisFixture redis) : IDisposable
{
    private const string Password = "a-password-of-redis";

    private readonly LogCapture _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void An_address_where_nothing_listens_is_said()
    {
        var port = FreePort();

        AssertProblem($"127.0.0.1:{port},password={Password}", $"No Redis can be reached at 127.0.0.1:{port}. Start it, correct ConnectionStrings:Redis, or leave that setting out");
    }

    [Fact]
    public async Task A_Redis_that_listens_a_little_later_is_waited_for()
    {
        await using var server = await RedisServer.StartAsync();
        await server.KillAsync();
        var start = Task.Run(() => Start($"127.0.0.1:{server.Port}", "--Redis:WaitAtStart=00:01:00"), TestContext.Current.CancellationToken);
        Assert.False(start.IsCompleted);

        await server.StartAgainAsync();

        await start;
    }

    [Fact]
    public void A_server_that_waits_says_so_once_and_ends_with_the_sentence_when_its_patience_is_over()
    {
        AssertProblem($"127.0.0.1:{FreePort()}", "No Redis can be reached at", "--Redis:WaitAtStart=00:00:02");

        Assert.Single(_log.Text.Split('\n'), line => line.Contains("Trying again for 2 seconds.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-00:00:01")]
    [InlineData("00:10:01")]
    public async Task A_wait_that_is_none_is_said(string wait) =>
        AssertProblem(await redis.EmptyDatabaseAsync(), $"Redis:WaitAtStart is {wait}. It is a time between", $"--Redis:WaitAtStart={wait}");

    [Fact]
    public async Task Signing_keys_that_are_something_else_are_said_at_start()
    {
        var connection = await redis.EmptyDatabaseAsync();
        using var shared = new RedisConnection(connection);
        shared.Database.StringSet(RedisNames.KeySchedule("ES256"), "not a list of keys");

        AssertProblem(connection, "The signing keys in Redis can't be read");
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
    public async Task A_Redis_whose_certificate_this_machine_does_not_trust_is_said_and_its_password_is_not_blamed()
    {
        var folder = Directory.CreateTempSubdirectory("redis-tls-").FullName;
        try
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            var (pem, keyPem, port) = (Path.Combine(folder, "redis.pem"), Path.Combine(folder, "redis.key"), FreePort());
            await File.WriteAllTextAsync(pem, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(keyPem, key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
            await using var server = await RedisServer.StartAsync(
                "--requirepass", Password, "--tls-port", $"{port}", "--tls-cert-file", pem, "--tls-key-file", keyPem, "--tls-ca-cert-file", pem, "--tls-auth-clients", "no");

            AssertProblem($"localhost:{port},ssl=true,password={Password}", $"The certificate of Redis at localhost:{port} is not one that this machine trusts.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
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

    [Theory]
    [InlineData("Tokens:Issuer", "http://other.example", "“http://localhost:5080”")]
    [InlineData("Tokens:Audience", "another-api", "“blazorjwt-api”")]
    [InlineData("Tokens:Algorithm", "RS256", "“ES256”")]
    [InlineData("Tokens:ClockSkew", "00:00:05", "“00:00:30”")]
    [InlineData("Tokens:RotateEvery", "90.00:00:00", "not set")]
    [InlineData("Tokens:Refresh:Grace", "00:00:03", "“00:00:10”")]
    [InlineData("Redis:ApplicationName", "Another", "“BlazorJwt”")]
    [InlineData("Demo:People:0:Name", "alicia", "“alice, mira, lou”")]
    public async Task Two_servers_with_different_settings_are_told_which(string setting, string value, string theirs)
    {
        var connection = await redis.EmptyDatabaseAsync();
        Start(connection);
        Start(connection);

        AssertProblem(connection, $"and {theirs} on a server that runs already and shares this Redis.", $"--{setting}={value}");
        AssertProblem(connection, $"- {(setting.StartsWith("Demo", StringComparison.Ordinal) ? "Demo:People" : setting)} is “", $"--{setting}={value}");
        // And nothing that the first one needs was touched by it.
        Start(connection);
    }

    [Fact]
    public async Task Two_servers_with_different_configured_keys_are_told_and_no_key_is_quoted()
    {
        var connection = await redis.EmptyDatabaseAsync();
        var (first, second) = (Secret(), Secret());
        Start(connection, $"--Tokens:Keys:HS256={first}");

        var sentences = AssertProblem(connection, "- Tokens:Keys:HS256 is “key ", $"--Tokens:Keys:HS256={second}");

        Assert.DoesNotContain(first, sentences, StringComparison.Ordinal);
        Assert.DoesNotContain(second, sentences, StringComparison.Ordinal);

        static string Secret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    }

    [Fact]
    public async Task When_the_last_server_has_ended_its_settings_are_forgotten_and_while_one_runs_they_are_not()
    {
        var connection = await redis.EmptyDatabaseAsync();
        using var shared = new SharedRedis(connection);
        using (await shared.StartServerAsync())
        {
            Assert.InRange(shared.Connection.Database.KeyTimeToLive(RedisNames.Settings)!.Value, TimeSpan.FromSeconds(5), SharedSettings.Kept);
            // Lost, and written again by a server that runs.
            shared.Connection.Database.KeyDelete(RedisNames.Settings);
            await Becomes.TrueAsync(() => shared.Connection.Database.KeyExists(RedisNames.Settings));
            shared.Connection.Database.KeyExpire(RedisNames.Settings, TimeSpan.FromSeconds(3));
            await Becomes.TrueAsync(() => shared.Connection.Database.KeyTimeToLive(RedisNames.Settings) > TimeSpan.FromSeconds(9));
        }
    }

    [Fact]
    public async Task With_a_certificate_the_keys_of_Data_Protection_are_encrypted_to_it_and_a_server_without_it_is_told()
    {
        var (connection, plain) = (await redis.EmptyDatabaseAsync(), await redis.EmptyDatabaseAsync());
        var folder = Directory.CreateTempSubdirectory("blazorjwt-certificate-");
        try
        {
            var file = Path.Combine(folder.FullName, "keys.pfx");
            using (var key = RSA.Create(2048))
            using (var made = new CertificateRequest("CN=BlazorJwt", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1)))
            {
                File.WriteAllBytes(file, made.Export(X509ContentType.Pkcs12, Password));
            }

            string[] certificate = [$"--Redis:KeyCertificate={file}", $"--Redis:KeyCertificatePassword={Password}"];
            Start(connection, certificate);
            Start(connection, certificate);
            Start(plain);

            Assert.DoesNotContain("</masterKey>", Kept(connection), StringComparison.Ordinal);
            Assert.Contains("</masterKey>", Kept(plain), StringComparison.Ordinal);
            AssertProblem(connection, "- Redis:KeyCertificate is not set here, and “");
            AssertProblem(plain, "- The file that Redis:KeyCertificate names is no PKCS#12 file (.pfx), or Redis:KeyCertificatePassword is not its password.", certificate[0], $"--Redis:KeyCertificatePassword={Password}x");
            AssertProblem(plain, "- The file that Redis:KeyCertificate names can't be opened.", certificate[0] + "x");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static string Kept(string connection)
        {
            using var shared = new RedisConnection(connection);
            return (string)Assert.Single(shared.Database.ListRange(RedisNames.DataProtection))!;
        }
    }

    private string AssertProblem(string connection, string expected, params string[] further)
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
    private void Start(string connection, params string[] further)
    {
        var builder = WebApplication.CreateBuilder(["--contentRoot", Repository.Top, $"--ConnectionStrings:Redis={connection}", "--Redis:WaitAtStart=00:00:00", .. further]);
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
