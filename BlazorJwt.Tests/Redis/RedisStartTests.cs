using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BlazorJwt.Redis;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Redis;

/// <summary>A Redis that can't be used: a sentence that names the setting, and nothing starts. No password is quoted.</summary>
[Trait("needs", "redis"), Trait("needs", "server")]
public sealed class RedisStartTests(RedisFixture redis) : RedisStart(redis)
{
    [Fact]
    public void An_address_where_nothing_listens_is_said()
    {
        var port = FreePort();

        AssertProblem($"127.0.0.1:{port},password={Password}",
            $"No Redis can be reached at 127.0.0.1:{port}. Start it, correct ConnectionStrings:Redis, or leave that setting out");
    }

    [Fact]
    public async Task A_Redis_that_listens_a_little_later_is_waited_for()
    {
        await using var server = await RedisServer.StartAsync();
        await server.KillAsync();
        var start = Task.Run(() => Start($"127.0.0.1:{server.Port}", "--Redis:WaitAtStart=00:01:00"),
            TestContext.Current.CancellationToken);
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
        AssertProblem(await _redis.EmptyDatabaseAsync(), $"Redis:WaitAtStart is {wait}. It is a time between",
            $"--Redis:WaitAtStart={wait}");

    [Fact]
    public async Task Signing_keys_that_are_something_else_are_said_at_start()
    {
        var connection = await _redis.EmptyDatabaseAsync();
        using var shared = SharedRedis.Connect(connection);
        shared.Database.HashSet(RedisNames.KeySchedule("ES256"),
            [new("version", 1), new("lineage", "x"), new("keys", "not a list of keys")]);

        AssertProblem(connection, "The signing keys in Redis can't be read");
    }

    public static TheoryData<string> WholeNames => [.. RedisNames.Whole.Select(name => (string)name!)];

    [Theory]
    [MemberData(nameof(WholeNames))]
    public async Task What_another_program_wrote_under_a_name_of_this_app_is_said_at_start(string name)
    {
        var connection = await _redis.EmptyDatabaseAsync();
        using var shared = SharedRedis.Connect(connection);
        shared.Database.StreamAdd(name, "of", "another program");

        AssertProblem(connection, $"- {name} in Redis is a Stream, where this app keeps a {RedisNames.Of(name).Type}: another program " +
            $"wrote it. Remove it with: redis-cli del \"{name}\"");
    }

    [Fact]
    public void A_name_that_nobody_has_is_said() =>
        AssertProblem($"redis.invalid:6379,password={Password}",
            "No Redis can be reached at redis.invalid:6379. Start it, correct ConnectionStrings:Redis");

    [Theory]
    [InlineData("127.0.0.1:6379,pasword=" + Password)]
    [InlineData("127.0.0.1:99999,password=" + Password)]
    [InlineData(",password=" + Password)]
    public void What_is_no_connection_string_is_said(string connection) =>
        AssertProblem(connection, "ConnectionStrings:Redis can't be read. Write an address and a port");

    [Fact]
    public void A_server_that_answers_garbage_is_said()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = Garble(listener);
        var address = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

        AssertProblem($"{address},password={Password}",
            $"Something listens at {address}, and it does not answer as Redis does. Correct address and port in ConnectionStrings:Redis");
    }

    [Fact]
    public async Task A_Redis_that_asks_for_a_password_is_said_and_with_the_right_one_the_app_starts()
    {
        await using var server = await RedisServer.StartAsync("--requirepass", Password);
        var address = $"127.0.0.1:{server.Port}";

        AssertProblem(address, $"Redis at {address} asks for a password, and ConnectionStrings:Redis has none.");
        AssertProblem($"{address},password={Password}x",
            $"Redis at {address} refuses the name or the password in ConnectionStrings:Redis.");
        Start($"{address},password={Password}");
    }

    [Fact]
    public async Task A_Redis_whose_certificate_this_machine_does_not_trust_is_said_and_its_password_is_not_blamed()
    {
        var folder = Directory.CreateTempSubdirectory("redis-tls-").FullName;
        try
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
                .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            var (pem, keyPem, port) = (Path.Combine(folder, "redis.pem"), Path.Combine(folder, "redis.key"), FreePort());
            await File.WriteAllTextAsync(pem, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(keyPem, key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
            await using var server = await RedisServer.StartAsync(
                "--requirepass", Password, "--tls-port", $"{port}", "--tls-cert-file", pem, "--tls-key-file", keyPem, "--tls-ca-cert-file",
                    pem, "--tls-auth-clients", "no");

            AssertProblem($"localhost:{port},ssl=true,password={Password}",
                $"The certificate of Redis at localhost:{port} is not one that this machine trusts.");
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
}
