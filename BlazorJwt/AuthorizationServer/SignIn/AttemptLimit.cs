namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>
/// Counts attempts by key, and says when a key has had enough. A window opens with a key's first attempt. What is remembered is bounded:
/// when there are too many keys, those go first whose window ends first.
/// </summary>
/// <param name="attempts">How many are allowed in a window.</param>
/// <param name="window">How long a window is open.</param>
/// <param name="mostKeys">How many keys are remembered.</param>
/// <param name="time">The clock.</param>
internal sealed class AttemptLimit(int attempts, TimeSpan window, int mostKeys, TimeProvider time) : IAttemptLimit
{
    private readonly Dictionary<string, (int Count, DateTimeOffset EndsAt)> _windows = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _lock = new();

    /// <summary>Counts an attempt before it is made, so that attempts made side by side can't outrun the count.</summary>
    /// <returns>Null when the attempt may be made; otherwise how long to wait.</returns>
    public TimeSpan? Take(string key)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (!_windows.TryGetValue(key, out var open) || open.EndsAt <= now)
            {
                if (_windows.Count >= mostKeys) MakeRoom(now);
                open = (0, now + window);
            }

            if (open.Count >= attempts) return open.EndsAt - now;
            _windows[key] = open with { Count = open.Count + 1 };
            return null;
        }
    }

    /// <summary>Forgets the attempts of a key: one of them was right.</summary>
    public void Forget(string key)
    {
        lock (_lock) _windows.Remove(key);
    }

    /// <inheritdoc/>
    public ValueTask<TimeSpan?> TakeAsync(string key) => new(Take(key));

    /// <inheritdoc/>
    public ValueTask ForgetAsync(string key)
    {
        Forget(key);
        return ValueTask.CompletedTask;
    }

    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (key, _) in _windows.Where(entry => entry.Value.EndsAt <= now).ToArray()) _windows.Remove(key);
        if (_windows.Count < mostKeys) return;
        // A tenth at once: looking for them costs a pass over all.
        foreach (var (key, _) in _windows.OrderBy(entry => entry.Value.EndsAt).Take(Math.Max(1, mostKeys / 10)).ToArray()) _windows.Remove(key);
    }
}
