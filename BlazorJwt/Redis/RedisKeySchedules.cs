using System.Security.Cryptography;
using System.Text.Json;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using Microsoft.AspNetCore.DataProtection;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>The signing keys of several servers, protected by Data Protection: who reads Redis alone reads no key.</summary>
internal sealed class RedisKeySchedules(RedisConnection redis, IDataProtectionProvider protection) : IKeyScheduleStore
{
    // Compare and set: of two servers that change a line at once, the second is told to look again.
    private const string Write = """
        if (redis.call('HGET', KEYS[1], 'version') or '0') ~= ARGV[1] then return 0 end
        redis.call('INCR', KEYS[2])
        redis.call('HSET', KEYS[1], 'version', ARGV[2], 'lineage', ARGV[3], 'keys', ARGV[4])
        return 1
        """;

    private readonly IDataProtector _protector = protection.CreateProtector("BlazorJwt signing keys");

    /// <inheritdoc/>
    public StoredKeySchedule? Read(string algorithm)
    {
        var name = RedisNames.KeySchedule(algorithm);
        try
        {
            var fields = redis.Ask(database => database.HashGet(name, ["version", "lineage", "keys"]));
            StoredKeySchedule? line = fields is [{ HasValue: true } version, var lineage, var keys]
                ? new((long)version, (string?)lineage ?? "", JsonSerializer.Deserialize<StoredKey[]>(_protector.Unprotect((byte[]?)keys ?? []))!)
                : null;
            redis.Unreadable.Gone(name!);
            return line;
        }
        // Another Redis:ApplicationName, keys of Data Protection that are gone, a damaged field.
        catch (Exception reason) when (reason is CryptographicException or JsonException or InvalidCastException)
        {
            redis.Unreadable.Found(RedisNames.KeySchedules.Kind, name!, RedisNames.KeySchedules.Consequence, isThere: null);
            throw new UnreadableEntryException(reason);
        }
    }

    /// <inheritdoc/>
    public bool TryWrite(string algorithm, long former, StoredKeySchedule line) => redis.Ask(database => (bool)database.ScriptEvaluate(
        Write,
        [RedisNames.KeySchedule(algorithm), RedisNames.KeyChanges],
        [former, line.Version, line.Lineage, _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(line.Keys))]));
}
