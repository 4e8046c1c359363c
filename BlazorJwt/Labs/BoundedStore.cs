namespace BlazorJwt.Labs;

/// <summary>
/// Keeps one thing for each key. A full store drops the one that was not asked for longest; the framework's <c>MemoryCache</c> would refuse
/// the new one.
/// </summary>
internal class BoundedStore<T>(int most)
    where T : class
{
    private readonly Lock _gate = new();

    // The one that was asked for last is last.
    private readonly OrderedDictionary<string, T> _byKey = new(StringComparer.Ordinal);

    public T? Find(string key)
    {
        lock (_gate) return _byKey.TryGetValue(key, out var thing) ? Keep(key, thing) : null;
    }

    public void Put(string key, T thing) => Update(key, _ => thing);

    /// <summary>Replaces what is kept, in one step: null is handed over where nothing is.</summary>
    public T Update(string key, Func<T?, T> update)
    {
        lock (_gate) return Keep(key, update(_byKey.GetValueOrDefault(key)));
    }

    /// <returns>What was kept; null when nothing was.</returns>
    public T? Remove(string key)
    {
        lock (_gate) return _byKey.Remove(key, out var thing) ? thing : null;
    }

    /// <summary>Moves what is kept to another key, if nothing is kept there yet.</summary>
    public void Move(string from, string to)
    {
        lock (_gate)
        {
            if (from != to && !_byKey.ContainsKey(to) && _byKey.Remove(from, out var thing)) Keep(to, thing);
        }
    }

    private T Keep(string key, T thing)
    {
        _byKey.Remove(key);
        _byKey.Add(key, thing);
        if (_byKey.Count > most) _byKey.RemoveAt(0);
        return thing;
    }
}
