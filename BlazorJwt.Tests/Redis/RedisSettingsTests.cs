using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BlazorJwt.Redis;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Redis;

/// <summary>The settings that servers with one Redis have alike: one that differs is told which, and does not start.</summary>
[Trait("needs", "redis")]
public sealed class RedisSettingsTests(RedisFixture redis) : RedisStart(redis)
{
    [Fact]
    public async Task A_name_of_blanks_for_Data_Protection_is_said() =>
        AssertProblem(await _redis.EmptyDatabaseAsync(), "Redis:ApplicationName is empty.", "--Redis:ApplicationName= ");

    [Fact]
    public async Task Servers_that_start_at_once_make_one_key_of_Data_Protection()
    {
        var connection = await _redis.EmptyDatabaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Start(connection), TestContext.Current.CancellationToken)));

        using var shared = SharedRedis.Connect(connection);
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
        var connection = await _redis.EmptyDatabaseAsync();
        Start(connection);
        Start(connection);

        AssertProblem(connection, $"and {theirs} on a server that runs already and shares this Redis.", $"--{setting}={value}");
        AssertProblem(connection, $"- {(setting.StartsWith("Demo", StringComparison.Ordinal) ? "Demo:People" : setting)} is “",
            $"--{setting}={value}");
        // And nothing that the first one needs was touched by it.
        Start(connection);
    }

    [Fact]
    public async Task Two_servers_with_different_configured_keys_are_told_and_no_key_is_quoted()
    {
        var connection = await _redis.EmptyDatabaseAsync();
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
        var connection = await _redis.EmptyDatabaseAsync();
        using var shared = new SharedRedis(connection);
        using (await shared.StartServerAsync())
        {
            Assert.InRange(shared.Connection.Database.KeyTimeToLive(RedisNames.Settings)!.Value, TimeSpan.FromSeconds(5),
                SharedSettings.Kept);
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
        var (connection, plain) = (await _redis.EmptyDatabaseAsync(), await _redis.EmptyDatabaseAsync());
        var folder = Directory.CreateTempSubdirectory("blazorjwt-certificate-");
        try
        {
            var file = Path.Combine(folder.FullName, "keys.pfx");
            using (var key = RSA.Create(2048))
            using (var made = new CertificateRequest("CN=BlazorJwt", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1)))
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
            AssertProblem(plain, "- The file that Redis:KeyCertificate names is no PKCS#12 file (.pfx), or Redis:KeyCertificatePassword " +
                "is not its password.", certificate[0], $"--Redis:KeyCertificatePassword={Password}x");
            AssertProblem(plain, "- The file that Redis:KeyCertificate names can't be opened.", certificate[0] + "x");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static string Kept(string connection)
        {
            using var shared = SharedRedis.Connect(connection);
            return (string)Assert.Single(shared.Database.ListRange(RedisNames.DataProtection))!;
        }
    }
}
