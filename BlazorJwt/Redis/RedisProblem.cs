using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>Says what has to be done where no connection to Redis can be opened.</summary>
internal static class RedisProblem
{
    /// <summary>Why none can be opened, in a sentence that names the setting and quotes no password; null when one is open.</summary>
    /// <param name="mayPass">True when it can pass by itself: Redis does not listen yet, or still reads what it kept.</param>
    public static string? Find(RedisConnection redis, out bool mayPass)
    {
        mayPass = false;
        ConfigurationOptions configuration;
        try
        {
            configuration = redis.Configuration();
        }
        catch (ArgumentException)
        {
            return "ConnectionStrings:Redis can't be read. Write an address and a port, then options with commas between, for example " +
                "redis.example:6380,ssl=true,password=…";
        }

        try
        {
            redis.Database.Ping();
            return null;
        }
        catch (RedisConnectionException refused) when (refused.FailureType is ConnectionFailureType.AuthenticationFailure)
        {
            // The library says the same of a refused password and of a certificate that it refuses itself.
            if (configuration.Ssl && RedisCertificate.Problem(configuration) is { } certificate) return certificate;
            return configuration.Password is { Length: > 0 }
                ? $"Redis at {Names(configuration)} refuses the name or the password in ConnectionStrings:Redis. Correct them there."
                : $"Redis at {Names(configuration)} asks for a password, and ConnectionStrings:Redis has none. Add ,password=… to it, " +
                    "from the environment or a vault.";
        }
        catch (RedisServerException loading) when (loading.Message.StartsWith("LOADING", StringComparison.Ordinal))
        {
            mayPass = true;
            return $"Redis at {Names(configuration)} still reads what it kept, and answers nothing else.";
        }
        catch (Exception reason) when (RedisConnection.IsOutage(reason))
        {
            return Unreachable(configuration, out mayPass);
        }
    }

    // The library says the same of a wrong address and of a server that is no Redis.
    private static string Unreachable(ConfigurationOptions configuration, out bool nothingListens)
    {
        nothingListens = false;
        foreach (var endPoint in configuration.EndPoints)
        {
            try
            {
                using var client = new TcpClient();
                var connecting = endPoint switch
                {
                    DnsEndPoint name => client.ConnectAsync(name.Host, name.Port),
                    IPEndPoint address => client.ConnectAsync(address),
                    _ => Task.CompletedTask,
                };
                if (!connecting.Wait(RedisConnection.ConnectMilliseconds)) continue;
                var tls = configuration.Ssl ? "take ssl=true out when this Redis speaks no TLS"
                    : "add ,ssl=true when this Redis speaks TLS";
                return $"Something listens at {RedisCertificate.Name(endPoint)}, and it does not answer as Redis does. "
                    + $"Correct address and port in ConnectionStrings:Redis, or {tls}.";
            }
            catch (AggregateException reason) when (reason.InnerException is SocketException)
            {
                // The next one, if there is one.
            }
        }

        nothingListens = true;
        return $"No Redis can be reached at {Names(configuration)}. Start it, correct ConnectionStrings:Redis, or leave that setting " +
            "out to run one server without it.";
    }

    private static string Names(ConfigurationOptions configuration) =>
        string.Join(", ", configuration.EndPoints.Select(RedisCertificate.Name));
}
