using BlazorJwt.Tokens;

namespace BlazorJwt.Redis;

/// <summary>
/// Asks Redis, five times a second, what other servers changed. On a thread of its own: a server under load has none to spare in its pool, and
/// must hear all the same.
/// </summary>
internal sealed partial class RedisWatch(RedisDenylist store, Denylist denylist, TokenKeyRing ring, RedisDataProtectionKeys protection, SharedSettings settings, ILogger<RedisWatch> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private readonly ManualResetEventSlim _stopping = new();
    private Thread? _thread;
    private string? _keys;
    private bool _isAway;
    private bool _isLost;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Look();
        _thread = new(Watch) { IsBackground = true, Name = "Redis watch" };
        _thread.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Set();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Set();
        _thread?.Join();
        _stopping.Dispose();
    }

    private void Watch()
    {
        while (!_stopping.Wait(Every))
        {
            try
            {
                Look();
                if (_isAway) LogBack();
                _isAway = false;
            }
            catch (StoreUnreachableException away)
            {
                if (!_isAway) LogAway(away.InnerException?.GetType().Name);
                _isAway = true;
            }
            catch (Exception problem)
            {
                // Whatever it was: a watch that ended would leave this server deaf.
                LogProblem(problem);
            }
        }
    }

    private void Look()
    {
        var heard = store.Look(denylist);
        // First: the signing keys are protected by these.
        _isLost |= heard.WasLost;
        if (_isLost) protection.WriteAgain();
        _isLost = false;
        if (heard.Keys != _keys) ring.Learn();
        _keys = heard.Keys;
        // Last: a token whose key was distrusted must not be let in either.
        store.Believe(heard);
        settings.Keep();
    }

    // The message of the library's exception names addresses and counters; what went wrong is its kind.
    [LoggerMessage(Level = LogLevel.Error, Message = "Redis can't be reached ({Kind}). Until it is back no token is accepted and nobody signs in.")]
    private partial void LogAway(string? kind);

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis is back.")]
    private partial void LogBack();

    [LoggerMessage(Level = LogLevel.Error, Message = "What other servers changed could not be taken over.")]
    private partial void LogProblem(Exception problem);
}
