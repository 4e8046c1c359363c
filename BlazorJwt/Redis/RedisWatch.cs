using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Redis;

/// <summary>
/// Asks Redis, five times a second, what other servers changed. On a thread of its own: a server under load has none to spare in its pool,
/// and must hear all the same.
/// </summary>
internal sealed partial class RedisWatch(
    RedisConnection redis, RedisDenylist store, Denylist denylist, TokenKeyRing ring, RedisDataProtectionKeys protection,
        SharedSettings settings, ILogger<RedisWatch> log)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    // What can't be read is looked at again every second: it waits for a person.
    private const int LooksBetween = 5;

    private readonly ManualResetEventSlim _stopping = new();
    private Thread? _thread;
    private string? _keys;
    private string? _problem;
    private int _looks;
    private bool _areKeysRead = true;
    private bool _isLost;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Turn();
        _thread = new(Watch) { IsBackground = true, Name = "Redis watch" };
        _thread.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Set();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _stopping.Set();
        _thread?.Join();
        _stopping.Dispose();
    }

    private void Watch()
    {
        while (!_stopping.Wait(Every)) Turn();
    }

    private void Turn()
    {
        try
        {
            // First: when the look that follows fails, this may find the reason.
            if (_looks++ % LooksBetween == 0) redis.Ask(redis.Unreadable.LookAgain);
            Look();
            if (_problem is not null) LogBack();
            _problem = null;
        }
        catch (Exception problem)
        {
            // Whatever it was: a watch that ended would leave this server deaf. Said once, and not five times a second.
            var kind = ((problem as StoreUnreachableException)?.InnerException ?? problem).GetType().Name;
            if (kind != _problem) Log(problem, kind);
            _problem = kind;
        }
    }

    private void Look()
    {
        var heard = store.Look(denylist);
        // First: the signing keys are protected by these.
        _isLost |= heard.WasLost;
        if (_isLost) protection.WriteAgain();
        _isLost = false;
        var isTurn = _looks % LooksBetween == 0;
        if (heard.Keys != _keys || (!_areKeysRead && isTurn)) _areKeysRead = ring.Learn();
        _keys = heard.Keys;
        // Last: a token whose key was distrusted must not be let in either.
        store.Believe(heard);
        settings.Keep();
    }

    private void Log(Exception problem, string kind)
    {
        if (problem is not StoreUnreachableException away) LogProblem(problem);
        // What Redis itself says was logged where it was asked.
        else if (away.InnerException is not StackExchange.Redis.RedisServerException) LogAway(kind);
    }

    // The message of the library's exception names addresses and counters; what went wrong is its kind.
    [LoggerMessage(Level = LogLevel.Error,
        Message = "Redis can't be reached ({Kind}). Until it is back no token is accepted and nobody signs in.")]
    private partial void LogAway(string? kind);

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis is back.")]
    private partial void LogBack();

    [LoggerMessage(Level = LogLevel.Error, Message = "What other servers changed could not be taken over.")]
    private partial void LogProblem(Exception problem);
}
