using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Keys;
using Microsoft.AspNetCore.DataProtection;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>
/// The signing keys that several servers agree on: a change holds when nobody else changed the keys since they were read. They are
/// protected by Data Protection, so Redis alone gives no key away.
/// </summary>
internal sealed class RedisKeySchedules(RedisConnection redis, IDataProtectionProvider protection) : IKeyScheduleStore
{
    // Until then every server has heard that a key has a successor; a clock may differ by the skew on top.
    private static readonly TimeSpan UntilAllHeard = TimeSpan.FromSeconds(10);

    // Compare and set: of two servers that change the keys at once, the second is told to look again.
    private const string Write = """
        if (redis.call('HGET', KEYS[1], 'version') or '0') ~= ARGV[1] then return 0 end
        redis.call('INCR', KEYS[2])
        redis.call('HSET', KEYS[1], 'version', ARGV[2], 'lineage', ARGV[3], 'keys', ARGV[4])
        return 1
        """;

    private readonly IDataProtector _protector = protection.CreateProtector("BlazorJwt signing keys");

    // Which version this server knows, by algorithm.
    private readonly ConcurrentDictionary<string, (string Lineage, long Version)> _known = new(StringComparer.Ordinal);

    /// <remarks>What the store has is so. Only when it was emptied does a server know better: then it writes again what it has.</remarks>
    public KeySchedule Read(KeySchedule known, DateTimeOffset now)
    {
        var (schedule, at) = (known, Known(known));
        ScheduledKey[] mine = [];
        while (true)
        {
            var stored = Stored(known.Algorithm);
            if (stored is null) (mine, at) = (schedule.Keys, (at.Lineage, 0));
            else if ((stored.Lineage, stored.Version) != at)
            {
                if (at.Lineage is not "" && at.Lineage != stored.Lineage) mine = [.. mine, .. schedule.Keys];
                schedule = schedule.With(stored.Keys.Select(key => ToScheduled(key, schedule)).OfType<ScheduledKey>(), now);
                at = (stored.Lineage, stored.Version);
            }

            var lost = mine.DistinctBy(key => key.Key.KeyId)
                .Where(key => stored is null || !Array.Exists(schedule.Keys, held => held.Key == key.Key)).ToArray();
            // Where another server began with new keys since, its key signs, and these verify what they signed.
            var whole = lost.Length == 0 || stored is null
                ? schedule
                : schedule.With([.. lost.Select(key => key.HasSuccessor ? key : UntilHeard(key.With(now, key.LastTokenEnds), schedule)),
                    .. schedule.Keys], now);
            if (lost.Length > 0 && !TryWrite(whole, ref at)) continue;
            _known[known.Algorithm] = at;
            return whole;
        }
    }

    public KeySchedule? TryWrite(KeySchedule former, KeySchedule next)
    {
        var at = Known(next);
        var kept = next.WithTimes(key => Array.Exists(former.Keys, held => held.Key == key.Key && !held.HasSuccessor)
            ? UntilHeard(key, next) : key);
        if (!TryWrite(kept, ref at)) return null;
        _known[next.Algorithm] = at;
        return kept;
    }

    /// <summary>What Redis has; null when nobody wrote any yet.</summary>
    /// <exception cref="StoreUnreachableException">Redis can't be asked.</exception>
    /// <exception cref="UnreadableEntryException">It can't be read.</exception>
    public StoredKeySchedule? Stored(string algorithm)
    {
        var name = RedisNames.KeySchedule(algorithm);
        try
        {
            var fields = redis.Ask(database => database.HashGet(name, ["version", "lineage", "keys"]));
            StoredKeySchedule? stored = fields is [{ HasValue: true } version, var lineage, var keys]
                ? new((long)version, (string?)lineage ?? "",
                    JsonSerializer.Deserialize<StoredKey[]>(_protector.Unprotect((byte[]?)keys ?? []))!)
                : null;
            redis.Unreadable.Gone(name!);
            return stored;
        }
        // Another Redis:ApplicationName, keys of Data Protection that are gone, a damaged field.
        catch (Exception reason) when (reason is CryptographicException or JsonException or InvalidCastException)
        {
            redis.Unreadable.Found(RedisNames.KeySchedules.Kind, name!, RedisNames.KeySchedules.Consequence, isThere: null);
            throw new UnreadableEntryException(reason);
        }
    }

    private (string Lineage, long Version) Known(KeySchedule schedule) => _known.GetValueOrDefault(schedule.Algorithm, ("", 0));

    private bool TryWrite(KeySchedule schedule, ref (string Lineage, long Version) at)
    {
        (string Lineage, long Version) next =
            (at.Version == 0 ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) : at.Lineage, at.Version + 1);
        var (former, keys) = (at.Version, _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(schedule.Keys.Select(ToStored))));
        RedisKey[] names = [RedisNames.KeySchedule(schedule.Algorithm), RedisNames.KeyChanges];
        if (!redis.Ask(database => (bool)database.ScriptEvaluate(Write, names, [former, next.Version, next.Lineage, keys]))) return false;
        at = next;
        return true;
    }

    // What the other servers sign with it until they have heard is known to nobody, so the longest life is assumed.
    private static ScheduledKey UntilHeard(ScheduledKey key, KeySchedule schedule) =>
        key.SignsUntil is { } until ? key.With(until, until + UntilAllHeard + schedule.LongestLife) : key;

    private static StoredKey ToStored(ScheduledKey key) =>
        new(key.Key.KeyId, key.IsConfigured ? null : key.Key.Material(), key.PublishedAt, key.SignsFrom, key.SignsUntil, key.LastTokenEnds);

    // The same key object as before: a token that is remembered is good while its key is this one. Null for a foreign key of settings.
    private static ScheduledKey? ToScheduled(StoredKey stored, KeySchedule former)
    {
        var known = former.Keys.Append(former.Configured).FirstOrDefault(key => key?.Key.KeyId == stored.KeyId);
        if (known is null && stored.Material is { } material)
            known = ScheduledKey.Made(TokenKey.FromMaterial(former.Algorithm, material), stored.PublishedAt, stored.SignsFrom);
        return known?.With(stored.SignsUntil, known.LastTokenEnds > stored.LastTokenEnds ? known.LastTokenEnds : stored.LastTokenEnds);
    }
}
