using System.Security.Cryptography;
using System.Text;
using BlazorJwt.AuthorizationServer.SignIn;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>Attempts that several servers count together. Keys are kept as hashes: they hold addresses and names.</summary>
internal sealed class RedisAttemptLimits(RedisConnection redis, TimeProvider time) : IAttemptLimits
{
    // By the server's clock, as in memory; Redis forgets the key some time later.
    private const string Take = """
        local now, most, window = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        local open = redis.call('HMGET', KEYS[1], 'count', 'ends')
        local count, ends = tonumber(open[1] or '0') or 0, tonumber(open[2] or '0') or 0
        -- One that can't be read, or ends when none could, is begun again.
        if not (ends > now and ends <= now + 2 * window) then count, ends = 0, now + window end
        if not (count < most) then return ends - now end
        redis.call('HSET', KEYS[1], 'count', count + 1, 'ends', ends)
        redis.call('PEXPIRE', KEYS[1], window * 2)
        return 0
        """;

    public IAttemptLimit Of(string name, int attempts, TimeSpan window) => new Limit(this, name, attempts, window);

    private sealed class Limit(RedisAttemptLimits limits, string name, int attempts, TimeSpan window) : IAttemptLimit
    {
        public async ValueTask<TimeSpan?> TakeAsync(string key)
        {
            var wait = await limits.Ask(database =>
                database.ScriptEvaluateAsync(Take, [NameOf(key)], [limits.Now, attempts, (long)window.TotalMilliseconds]), NameOf(key));
            return (long)wait == 0 ? null : TimeSpan.FromMilliseconds((long)wait);
        }

        public async ValueTask ForgetAsync(string key) => await limits.Ask(database => database.KeyDeleteAsync(NameOf(key)));

        private RedisKey NameOf(string key) =>
            $"{RedisNames.Attempts}{name}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.ToUpperInvariant())))}";
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private Task<T> Ask<T>(Func<IDatabase, Task<T>> question, params RedisKey[] names) => redis.AskAsync(question, names);
}
