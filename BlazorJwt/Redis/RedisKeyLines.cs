using System.Security.Cryptography;
using System.Text.Json;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Rotation;
using Microsoft.AspNetCore.DataProtection;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>The signing keys of several servers, protected by Data Protection: who reads Redis alone reads no key.</summary>
internal sealed class RedisKeyLines(RedisConnection redis, IDataProtectionProvider protection) : IKeyLineStore
{
    // Compare and set: of two servers that change a line at once, the second is told to look again.
    private const string Write = """
        if (redis.call('HGET', KEYS[1], 'version') or '0') ~= ARGV[1] then return 0 end
        redis.call('HSET', KEYS[1], 'version', ARGV[2], 'lineage', ARGV[3], 'keys', ARGV[4])
        redis.call('INCR', KEYS[2])
        return 1
        """;

    private readonly IDataProtector _protector = protection.CreateProtector("BlazorJwt signing keys");

    /// <inheritdoc/>
    /// <exception cref="CryptographicException">The keys were protected by a key ring that this server does not have.</exception>
    public StoredKeyLine? Read(string algorithm)
    {
        var fields = redis.Ask(database => database.HashGet(RedisNames.KeyLine(algorithm), ["version", "lineage", "keys"]));
        return fields is [{ HasValue: true } version, var lineage, var keys]
            ? new((long)version, lineage!, JsonSerializer.Deserialize<StoredKey[]>(_protector.Unprotect((byte[])keys!))!)
            : null;
    }

    /// <inheritdoc/>
    public bool TryWrite(string algorithm, long former, StoredKeyLine line) => redis.Ask(database => (bool)database.ScriptEvaluate(
        Write,
        [RedisNames.KeyLine(algorithm), RedisNames.KeyChanges],
        [former, line.Version, line.Lineage, _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(line.Keys))]));
}
