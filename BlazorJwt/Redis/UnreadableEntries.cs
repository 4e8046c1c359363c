using System.Collections.Concurrent;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>
/// What is in Redis and can't be read: written by another program, by another version, or damaged. It is skipped, so that one entry does not stop every
/// server; it is logged once; and the health reports name it for as long as it is there, because the people who run the servers have to remove it.
/// </summary>
internal sealed partial class UnreadableEntries(ILogger<UnreadableEntries> log)
{
    // A store full of them is told by the first hundred.
    private const int Most = 100;

    private readonly ConcurrentDictionary<string, Entry> _found = new(StringComparer.Ordinal);

    /// <summary>What was found and is still there, in a sentence without names of keys; null when there is nothing.</summary>
    public string? Summary
    {
        get
        {
            var kinds = _found.Values.GroupBy(entry => entry.Kind).Select(kind => $"{kind.Key} ({kind.Count()})").Order(StringComparer.Ordinal).ToArray();
            return kinds.Length == 0 ? null : $"Can't be read, and is skipped: {string.Join(", ", kinds)}. The log says what follows from it.";
        }
    }

    /// <summary>Notes an entry that can't be read, and logs it the first time.</summary>
    /// <param name="kind">What it should be, such as <c>refresh family</c>.</param>
    /// <param name="name">Its key in Redis, and what tells it from others there.</param>
    /// <param name="consequence">What follows from skipping it, in a sentence.</param>
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

    /// <summary>Asks whether what was found is still there.</summary>
    /// <exception cref="Tokens.StoreUnreachableException">Redis can't be asked.</exception>
    public void LookAgain(RedisConnection redis)
    {
        foreach (var (name, entry) in _found)
        {
            if (entry.IsThere is { } isThere && !redis.Ask(isThere)) Gone(name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A {Kind} in Redis can't be read and is skipped: {Name}. {Consequence} Remove it, or write it again.")]
    private partial void LogFound(string kind, string name, string consequence);

    [LoggerMessage(Level = LogLevel.Information, Message = "What could not be read in Redis is gone, or can be read: {Name}.")]
    private partial void LogGone(string name);

    private sealed record Entry(string Kind, Func<IDatabase, bool>? IsThere);
}
