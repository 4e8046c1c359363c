using System.Net;
using System.Net.Sockets;
using BlazorJwt.Tokens;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>
/// The connection to Redis. It is opened at start, and comes back by itself when it breaks. What Redis can't answer is said by one exception,
/// <see cref="StoreUnreachableException"/>, whatever the reason.
/// </summary>
internal sealed class RedisConnection : IDisposable
{
    private const int AnswerMilliseconds = 1000;
    private const int ConnectMilliseconds = 3000;

    // Answers are read by a thread of the library's own. A server whose pool is busy must still hear who was taken back.
    static RedisConnection() => ConnectionMultiplexer.SetFeatureFlag("DedicatedThreads", true);

    private readonly string _connection;
    private readonly Lock _opening = new();
    private ConnectionMultiplexer? _multiplexer;

    /// <param name="connection">The connection string. It may hold a password.</param>
    /// <param name="unreadable">Where it is noted that Redis has something that can't be read, or answers with an error.</param>
    public RedisConnection(string connection, UnreadableEntries unreadable) => (_connection, Unreadable) = (connection, unreadable);

    /// <summary>Where it is noted that Redis has something that can't be read.</summary>
    public UnreadableEntries Unreadable { get; }

    /// <summary>The commands. They throw exceptions of their own; <see cref="Ask{T}"/> puts one in their place.</summary>
    public IDatabase Database => Opened().GetDatabase();

    /// <summary>The multiplexer, for the framework's parts that bring their own commands.</summary>
    public IConnectionMultiplexer Multiplexer => Opened();

    /// <summary>Asks Redis.</summary>
    /// <exception cref="StoreUnreachableException">There was no answer in time, or one that says no.</exception>
    public T Ask<T>(Func<IDatabase, T> question)
    {
        try
        {
            return question(Database);
        }
        catch (Exception reason) when (IsOutage(reason))
        {
            throw Outage(reason, []);
        }
    }

    /// <summary>Asks Redis.</summary>
    /// <param name="question">The command.</param>
    /// <param name="names">The keys it is about, but for those whose whole name is known beforehand.</param>
    /// <exception cref="StoreUnreachableException">There was no answer in time, or one that says no.</exception>
    public async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> question, params RedisKey[] names)
    {
        try
        {
            return await question(Database);
        }
        catch (Exception reason) when (IsOutage(reason))
        {
            throw Outage(reason, names);
        }
    }

    /// <summary>Asks Redis for one entry. Of another type it is as good as none: it is noted, and skipped.</summary>
    /// <exception cref="StoreUnreachableException">There was no answer in time, or one that says no.</exception>
    public async Task<T?> FindAsync<T>(RedisKey name, Func<IDatabase, Task<T>> question)
    {
        try
        {
            return await AskAsync(question, name);
        }
        catch (UnreadableEntryException)
        {
            return default;
        }
    }

    /// <summary>Why no connection can be opened, in a sentence that names the setting and never quotes a password; null when one is open now.</summary>
    /// <param name="mayPass">True when it may go away without anybody's help: Redis does not listen yet, or still reads what it kept.</param>
    public string? Problem(out bool mayPass)
    {
        mayPass = false;
        ConfigurationOptions configuration;
        try
        {
            configuration = Configuration(_connection);
        }
        catch (ArgumentException)
        {
            return "ConnectionStrings:Redis can't be read. Write an address and a port, then options with commas between, for example redis.example:6380,ssl=true,password=…";
        }

        try
        {
            Database.Ping();
            return null;
        }
        catch (RedisConnectionException refused) when (refused.FailureType is ConnectionFailureType.AuthenticationFailure)
        {
            // The library says the same of a refused password and of a certificate that it refuses itself.
            if (configuration.Ssl && RedisCertificate.Problem(configuration) is { } certificate) return certificate;
            return configuration.Password is { Length: > 0 }
                ? $"Redis at {Names(configuration)} refuses the name or the password in ConnectionStrings:Redis. Correct them there."
                : $"Redis at {Names(configuration)} asks for a password, and ConnectionStrings:Redis has none. Add ,password=… to it, from the environment or a vault.";
        }
        catch (RedisServerException loading) when (loading.Message.StartsWith("LOADING", StringComparison.Ordinal))
        {
            mayPass = true;
            return $"Redis at {Names(configuration)} still reads what it kept, and answers nothing else.";
        }
        catch (Exception reason) when (IsOutage(reason))
        {
            return Unreachable(configuration, out mayPass);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _multiplexer?.Dispose();
    }

    /// <summary>Says that there is a connection, never where to or with which password.</summary>
    public override string ToString() => "Redis connection (redacted)";

    // Not lazy: one that failed at start is tried again.
    private ConnectionMultiplexer Opened()
    {
        if (Volatile.Read(ref _multiplexer) is { } open) return open;
        lock (_opening) return _multiplexer ??= ConnectionMultiplexer.Connect(Configuration(_connection));
    }

    private static bool IsOutage(Exception reason) => reason is RedisException or TimeoutException or ObjectDisposedException or SocketException;

    private StoreUnreachableException Outage(Exception reason, RedisKey[] names)
    {
        if (reason is not RedisServerException answer) return new(reason);
        if (answer.Message.Contains("WRONGTYPE", StringComparison.Ordinal))
        {
            Unreadable.Suspect(names);
            return new UnreadableEntryException(reason);
        }

        Unreadable.Refused(answer.Message);
        return new(reason);
    }

    private static ConfigurationOptions Configuration(string connection)
    {
        var configuration = ConfigurationOptions.Parse(connection);
        if (configuration.EndPoints.Count == 0) throw new ArgumentException("There is no address.", nameof(connection));
        configuration.ClientName = "BlazorJwt";
        configuration.AbortOnConnectFail = true;
        configuration.ConnectRetry = 1;
        configuration.ConnectTimeout = ConnectMilliseconds;
        configuration.SyncTimeout = configuration.AsyncTimeout = AnswerMilliseconds;
        // A question that can't be asked now is answered with an error now: who waits could be told something that is long past.
        configuration.BacklogPolicy = BacklogPolicy.FailFast;
        configuration.HeartbeatInterval = TimeSpan.FromMilliseconds(250);
        configuration.ReconnectRetryPolicy = new LinearRetry(250);
        return configuration;
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
                if (!connecting.Wait(ConnectMilliseconds)) continue;
                return $"Something listens at {Name(endPoint)}, and it does not answer as Redis does. Correct address and port in ConnectionStrings:Redis{(configuration.Ssl ? ", or take ssl=true out when this Redis speaks no TLS." : ", or add ,ssl=true when this Redis speaks TLS.")}";
            }
            catch (AggregateException reason) when (reason.InnerException is SocketException)
            {
                // The next one, if there is one.
            }
        }

        nothingListens = true;
        return $"No Redis can be reached at {Names(configuration)}. Start it, correct ConnectionStrings:Redis, or leave that setting out to run one server without it.";
    }

    private static string Names(ConfigurationOptions configuration) => string.Join(", ", configuration.EndPoints.Select(Name));

    /// <summary>An address as the connection string has it.</summary>
    internal static string Name(EndPoint endPoint) => endPoint switch
    {
        DnsEndPoint name => $"{name.Host}:{name.Port}",
        _ => $"{endPoint}",
    };
}
