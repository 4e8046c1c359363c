using System.Security.Cryptography;
using System.Text;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>The used assertions of several servers: one that was accepted by one of them is refused by all.</summary>
internal sealed class RedisUsedAssertions(RedisConnection redis, TimeProvider time) : IUsedAssertions
{
    // The clocks of two servers may differ: a use is remembered a while longer than it has to be.
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromMinutes(1);

    private const string Use = """
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[3])
        if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then return 0 end
        return redis.call('ZADD', KEYS[1], 'NX', ARGV[2], ARGV[1])
        """;

    public async ValueTask<bool> TryUseAsync(string clientId, string jwtId, DateTimeOffset until)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{clientId} {jwtId}")));
        var answer = await redis.AskAsync(database => database.ScriptEvaluateAsync(
            Use,
            [RedisNames.UsedAssertions],
            [name, (until + KeptAfterEnd).ToUnixTimeMilliseconds(), time.GetUtcNow().ToUnixTimeMilliseconds(), IUsedAssertions.Most]));
        return (int)answer == 1;
    }
}
