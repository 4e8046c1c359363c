namespace BlazorJwt.Labs.KeepSafe;

/// <summary>Keeps one thing for each of a bounded number of sessions. Over the bound, the one that was not asked for longest goes first.</summary>
/// <param name="most">How many are kept.</param>
internal sealed class BoundedSessions<T>(int most)
    where T : class
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, T Thing)>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, T Thing)> _quietLast = [];

    /// <summary>What is kept under this key; null when nothing is.</summary>
    public T? Find(string key)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out var node)) return null;
            _quietLast.Remove(node);
            _quietLast.AddFirst(node);
            return node.Value.Thing;
        }
    }

    /// <summary>Keeps something under this key, in place of what was there.</summary>
    public void Put(string key, T thing)
    {
        lock (_gate)
        {
            Remove(key);
            _byKey[key] = _quietLast.AddFirst((key, thing));
            if (_byKey.Count > most) Remove(_quietLast.Last!.Value.Key);
        }
    }

    /// <summary>Keeps what is made of what is there now; of null when nothing is. Nobody comes in between.</summary>
    public void Change(string key, Func<T?, T> change)
    {
        lock (_gate) Put(key, change(Find(key)));
    }

    /// <summary>Takes away what is kept under this key; null when nothing is.</summary>
    public T? Take(string key)
    {
        lock (_gate) return Remove(key);
    }

    /// <summary>Puts what is kept under one key under another, where nothing is kept yet.</summary>
    public void Move(string from, string to)
    {
        lock (_gate)
        {
            if (from != to && !_byKey.ContainsKey(to) && Remove(from) is { } thing) Put(to, thing);
        }
    }

    private T? Remove(string key)
    {
        if (!_byKey.Remove(key, out var node)) return null;
        _quietLast.Remove(node);
        return node.Value.Thing;
    }
}
