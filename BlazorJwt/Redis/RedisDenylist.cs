using System.Collections.Concurrent;
using System.Text.Json;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>
/// What several servers revoked, numbered as it was written: each server asks for what came since the number it knows. Once it has not
/// heard for a second it may not answer for the list any more. That bound is what makes a revocation here one everywhere within a second.
/// </summary>
/// <param name="time">The clock that says when an entry can go. The lease goes by the machine's own, which nobody sets.</param>
/// <param name="lease">How long an answer of Redis is believed; null for <see cref="Lease"/>.</param>
internal sealed class RedisDenylist(RedisConnection redis, TimeProvider time, TimeSpan? lease = null) : IDenylistStore
{
    /// <summary>How long an answer of Redis is believed, from the moment it was asked for.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(1);

    /// <summary>How long nobody answers for a list that was found empty: servers that know more have that long to write it again.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    // The clocks of two servers may differ: an entry stays a while longer than its token.
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromMinutes(5);

    private const int Page = 1000;

    private const string Write = """
        for i = 2, #ARGV, 2 do
          redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[1]), ARGV[i])
          redis.call('ZADD', KEYS[3], ARGV[i + 1], ARGV[i])
        end
        local over = redis.call('ZRANGE', KEYS[3], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, 500)
        if #over > 0 then
          redis.call('ZREM', KEYS[2], unpack(over))
          redis.call('ZREM', KEYS[3], unpack(over))
        end
        return 1
        """;

    // The name of the data set is drawn by who finds none. Who knew another name finds that Redis lost what it held.
    private const string Read = """
        local set = redis.call('GET', KEYS[1])
        if not set then
          set = ARGV[3]
          redis.call('SET', KEYS[1], set)
        end
        if ARGV[1] ~= '' and ARGV[1] ~= set then redis.call('SET', KEYS[5], 1, 'PX', ARGV[4]) end
        local from = ARGV[2]
        local last = tonumber(redis.call('GET', KEYS[2]) or '0')
        if ARGV[1] ~= set or last < tonumber(from) then from = '0' end
        local entries = {}
        if last > tonumber(from) then
          entries = redis.call('ZRANGE', KEYS[3], '(' .. from, '+inf', 'BYSCORE', 'LIMIT', 0, ARGV[5], 'WITHSCORES')
        end
        return { set, last, redis.call('EXISTS', KEYS[5]), redis.call('GET', KEYS[4]) or '0', entries }
        """;

    private readonly ConcurrentDictionary<DenylistEntry, byte> _unwritten = new();
    private readonly TimeSpan _lease = lease ?? Lease;
    private string _set = "";
    private long _known;
    private long _heardAt;

    public bool IsCurrent => Volatile.Read(ref _heardAt) is var heard and not 0 && TimeProvider.System.GetElapsedTime(heard) < _lease;

    public bool IsShared => true;

    public void WriteLater(DenylistEntry entry) => _unwritten[entry] = 0;

    public async Task WriteAsync(IReadOnlyCollection<DenylistEntry> entries)
    {
        foreach (var entry in entries) WriteLater(entry);
        await redis.AskAsync(database => database.ScriptEvaluateAsync(Write, Names, Arguments(entries)));
        foreach (var entry in entries) _unwritten.TryRemove(entry, out _);
    }

    /// <summary>Asks what came since the last time, and hands it on.</summary>
    /// <exception cref="StoreUnreachableException">There was no answer.</exception>
    public Heard Look(Denylist denylist)
    {
        // From here on the answer ages, not from when it comes.
        var asked = TimeProvider.System.GetTimestamp();
        Tell([.. _unwritten.Keys]);
        var isNew = false;
        while (true)
        {
            var answer = (RedisResult[])redis.Ask(database => database.ScriptEvaluate(
                Read,
                [RedisNames.DataSet, .. Names[..2], RedisNames.KeyChanges, RedisNames.Settling],
                [_set, _known, Guid.NewGuid().ToString("N"), (long)Settling.TotalMilliseconds, Page]))!;
            var (set, last, entries) = ((string)answer[0]!, (long)answer[1], (RedisResult[])answer[4]!);
            var wasLost = _set is not "" && (_set != set || last < _known);
            if (_set != set || last < _known) _known = 0;
            _set = set;
            denylist.TakeOver(entries.Chunk(2).Select(pair => ReadEntry((RedisValue)pair[0], (string)pair[1]!)).OfType<DenylistEntry>());
            if (entries.Length > 0) _known = (long)entries[^1];
            if (wasLost)
            {
                isNew = true;
                Tell(denylist.All());
                continue;
            }

            if (entries.Length == 2 * Page) continue;
            // Entries that were swept leave gaps at the end.
            _known = Math.Max(_known, last);
            return new($"{set} {answer[3]}", isNew, (int)answer[2] == 0 ? asked : 0);
        }
    }

    /// <summary>Answers from now on for what was heard, until it is too old.</summary>
    public void Believe(Heard heard) => Volatile.Write(ref _heardAt, heard.AskedAt);

    // A list with a hole is better than none: without the rest of it, no token could be accepted at all.
    private DenylistEntry? ReadEntry(RedisValue text, string number)
    {
        try
        {
            if (JsonSerializer.Deserialize<DenylistEntry>((byte[])text!) is { Issuer: not null, Name: not null } entry) return entry;
        }
        catch (JsonException)
        {
            // Noted below.
        }

        redis.Unreadable.Found(
            "denylist entry", $"{RedisNames.Denylist}, score {number}",
            "What it revokes can't be refused: if that token has not expired, it is accepted. Revoke again what was revoked at that time.",
            database => database.SortedSetScore(RedisNames.Denylist, text).HasValue);
        return null;
    }

    private void Tell(IReadOnlyCollection<DenylistEntry> entries)
    {
        foreach (var some in entries.Chunk(500))
        {
            redis.Ask(database => database.ScriptEvaluate(Write, Names, Arguments(some)));
            foreach (var entry in some) _unwritten.TryRemove(entry, out _);
        }
    }

    private static RedisKey[] Names { get; } = [RedisNames.DenylistLast, RedisNames.Denylist, RedisNames.DenylistEnds];

    private RedisValue[] Arguments(IReadOnlyCollection<DenylistEntry> entries) =>
    [
        (time.GetUtcNow() - KeptAfterEnd).ToUnixTimeMilliseconds(),
        .. entries.SelectMany(entry => (RedisValue[])[JsonSerializer.SerializeToUtf8Bytes(entry), entry.Until.ToUnixTimeMilliseconds()]),
    ];

    /// <summary>What Redis said.</summary>
    /// <param name="Keys">Another text when a signing key changed.</param>
    /// <param name="WasLost">True when Redis lost what it held since the last time.</param>
    /// <param name="AskedAt">When it was asked; 0 when nobody may answer for the list yet.</param>
    public readonly record struct Heard(string Keys, bool WasLost, long AskedAt);
}
