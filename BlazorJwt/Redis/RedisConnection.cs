using System.Net.Sockets;
using BlazorJwt.Tokens;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>
/// The connection to Redis. It is opened at start, and comes back by itself when it breaks. What Redis can't answer is said by one
/// exception, <see cref="StoreUnreachableException"/>, whatever the reason.
/// </summary>
internal sealed class RedisConnection : IDisposable
{
    public const int ConnectMilliseconds = 3000;

    private const int AnswerMilliseconds = 1000;

    // Answers are read by a thread of the library's own. A server whose pool is busy must still hear what was revoked.
    static RedisConnection() => ConnectionMultiplexer.SetFeatureFlag("DedicatedThreads", true);

    private readonly string _connection;
    private readonly Lock _opening = new();
    private ConnectionMultiplexer? _multiplexer;

    public RedisConnection(string connection, UnreadableEntries unreadable) => (_connection, Unreadable) = (connection, unreadable);

    /// <summary>Where it is noted that Redis has something that can't be read, or answers with an error.</summary>
    public UnreadableEntries Unreadable { get; }

    /// <summary>The commands. They throw exceptions of their own; <see cref="Ask{T}"/> puts one in their place.</summary>
    public IDatabase Database => Opened().GetDatabase();

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

    /// <summary>True for what the library throws when there was no answer, or one that says no.</summary>
    public static bool IsOutage(Exception reason) =>
        reason is RedisException or TimeoutException or ObjectDisposedException or SocketException;

    /// <summary>What the connection string says, and how this app connects. It may hold a password.</summary>
    /// <exception cref="ArgumentException">The connection string can't be read.</exception>
    public ConfigurationOptions Configuration()
    {
        var configuration = ConfigurationOptions.Parse(_connection);
        if (configuration.EndPoints.Count == 0) throw new ArgumentException("There is no address.");
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

    public void Dispose() => _multiplexer?.Dispose();

    public override string ToString() => "Redis connection (redacted)";

    // Not lazy: one that failed at start is tried again.
    private ConnectionMultiplexer Opened()
    {
        if (Volatile.Read(ref _multiplexer) is { } open) return open;
        lock (_opening) return _multiplexer ??= ConnectionMultiplexer.Connect(Configuration());
    }

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
}
