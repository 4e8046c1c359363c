using System.Security.Cryptography;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Rotation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>
/// Looks at start whether Redis is there and can be used. What is wrong is said in a sentence, and nothing starts: a server that can't keep a
/// revocation must not hand out tokens.
/// </summary>
internal sealed class RedisOptionsValidator(RedisConnection redis, IKeyLineStore keys, IDataProtectionProvider protection) : IValidateOptions<RedisOptions>
{
    private static readonly TimeSpan FirstThingsTake = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, RedisOptions options) =>
        Problem(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;

    private string? Problem(RedisOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ApplicationName)) return "Redis:ApplicationName is empty. All servers that share a Redis have the same name there, for example BlazorJwt.";
        if (redis.Problem() is { } unreachable) return unreachable;
        try
        {
            MakeFirstThings();
            foreach (var algorithm in SigningAlgorithms.All) keys.Read(algorithm);
            return null;
        }
        catch (CryptographicException)
        {
            return "The signing keys in Redis can't be read: they were protected under another Redis:ApplicationName, or by Data Protection keys that are gone. Use the name of before; or, when all servers are stopped, let go of the old keys with: redis-cli del \"{blazorjwt}:keys:ES256\" \"{blazorjwt}:keys:RS256\" \"{blazorjwt}:keys:PS256\" \"{blazorjwt}:keys:HS256\"";
        }
        catch (Exception reason) when (reason is StoreUnreachableException or RedisException or TimeoutException)
        {
            var said = (reason as RedisServerException ?? reason.InnerException as RedisServerException)?.Message;
            return $"Redis answers, and does not do what this app asks: {said ?? "it takes longer than a second"}. It must be a Redis (6.2 or newer) that can be written to and runs scripts.";
        }
    }

    // The first key of Data Protection, made by one server while the others wait: two made at once would not know each other's.
    private void MakeFirstThings()
    {
        RedisValue mine = Guid.NewGuid().ToString("N");
        while (!redis.Database.LockTake(RedisNames.FirstThings, mine, FirstThingsTake)) Thread.Sleep(20);
        try
        {
            protection.CreateProtector("first").Protect([1]);
        }
        finally
        {
            redis.Database.LockRelease(RedisNames.FirstThings, mine);
        }
    }
}
