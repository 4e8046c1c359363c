using System.Collections.Concurrent;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>
/// What is in Redis and can't be read: written by another program, by another version, or damaged. An entry is skipped, so that one of them
/// does not stop every server. Where nothing can be answered without it, the request is refused. It is logged once, and the health reports
/// name it for as long as it is there, because the people who run the servers have to remove it. So is what Redis refuses, such as each
/// write when its memory is full.
/// </summary>
internal sealed partial class UnreadableEntries(ILogger<UnreadableEntries> log)
{
    // A store full of them is told by the first hundred.
    private const int Most = 100;

    private static readonly TimeSpan RefusalLasts = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Entry> _found = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<RedisKey, byte> _suspects = new();
    private long _refusedAt;

    /// <summary>What was found and is still there, in a sentence without names of keys; null when there is nothing.</summary>
    public string? Summary
    {
        get
        {
            var kinds = _found.Values.GroupBy(entry => entry.Kind).Select(kind => $"{kind.Key} ({kind.Count()})")
                .Order(StringComparer.Ordinal).ToArray();
            return kinds.Length == 0 ? null : $"Can't be read: {string.Join(", ", kinds)}. The log says what follows from it.";
        }
    }

    /// <summary>Notes an entry that can't be read, and logs it the first time.</summary>
    /// <param name="kind">What it should be, such as <c>refresh family</c>.</param>
    /// <param name="name">Its key in Redis, and what tells it from others there.</param>
    /// <param name="isThere">Whether it is still there; null when it is read again anyway, and <see cref="Gone"/> tells.</param>
    public void Found(string kind, string name, string consequence, Func<IDatabase, bool>? isThere)
    {
        if (_found.Count < Most && _found.TryAdd(name, new(kind, isThere))) LogFound(kind, name, consequence);
    }

    /// <summary>Notes that an entry can be read, or is not there any more.</summary>
    public void Gone(string name)
    {
        if (!_found.IsEmpty && _found.TryRemove(name, out _)) LogGone(name);
    }

    /// <summary>Notes that one of these has another type than it should. Which one, the next look finds out.</summary>
    public void Suspect(IEnumerable<RedisKey> names)
    {
        foreach (var name in names.Take(Most - _suspects.Count)) _suspects[name] = 0;
    }

    /// <summary>Notes that Redis answered with an error, and logs it the first time.</summary>
    /// <param name="said">What it said, which names no address and no password.</param>
    public void Refused(string said)
    {
        Volatile.Write(ref _refusedAt, TimeProvider.System.GetTimestamp());
        if (_found.Count < Most && _found.TryAdd(said,
            new("answer of Redis", _ => TimeProvider.System.GetElapsedTime(Volatile.Read(ref _refusedAt)) < RefusalLasts)))
            LogRefused(said);
    }

    /// <summary>Looks for keys of a wrong type, and whether what was found is still there.</summary>
    /// <returns>What is there now, as <see cref="Summary"/> says it.</returns>
    public string? LookAgain(IDatabase database)
    {
        foreach (var name in RedisNames.Whole.Concat(_suspects.Keys))
        {
            if (WrongType(database, name) is { } type)
                Found(RedisNames.Of(name).Kind, $"{name}, a {type}", RedisNames.Of(name).Consequence, later => later.KeyType(name) == type);
            _suspects.TryRemove(name, out _);
        }

        foreach (var (name, entry) in _found)
        {
            if (entry.IsThere is { } isThere && !isThere(database)) Gone(name);
        }

        return Summary;
    }

    /// <summary>The type of a key that has another type than it should; null for one that is right, or not there.</summary>
    public static RedisType? WrongType(IDatabase database, RedisKey name) =>
        database.KeyType(name) is var type && type is RedisType.None || type == RedisNames.Of(name).Type ? null : type;

    [LoggerMessage(Level = LogLevel.Error,
        Message = "A {Kind} in Redis can't be read: {Name}. {Consequence} Remove it, or write it again.")]
    private partial void LogFound(string kind, string name, string consequence);

    [LoggerMessage(Level = LogLevel.Error, Message = "Redis answers with an error, and what needs that answer is refused: {Said}")]
    private partial void LogRefused(string said);

    [LoggerMessage(Level = LogLevel.Information, Message = "What could not be read in Redis is gone, or can be read: {Name}.")]
    private partial void LogGone(string name);

    private sealed record Entry(string Kind, Func<IDatabase, bool>? IsThere);
}
