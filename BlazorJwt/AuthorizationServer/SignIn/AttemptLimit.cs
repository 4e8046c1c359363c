namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>
/// Counts attempts by key, and says when a key has had enough. A window opens with a key's first attempt. What is remembered is bounded:
/// when there are too many keys, those go first whose window ends first.
/// </summary>
internal sealed class AttemptLimit(int attempts, TimeSpan window, int mostKeys, TimeProvider time) : IAttemptLimit
{
    private readonly Dictionary<string, (int Count, DateTimeOffset EndsAt)> _windows = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _lock = new();

    public ValueTask<TimeSpan?> TakeAsync(string key)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (!_windows.TryGetValue(key, out var open) || open.EndsAt <= now)
            {
                if (_windows.Count >= mostKeys) MakeRoom(now);
                open = (0, now + window);
            }

            if (open.Count >= attempts) return new(open.EndsAt - now);
            _windows[key] = open with { Count = open.Count + 1 };
            return default;
        }
    }

    public ValueTask ForgetAsync(string key)
    {
        lock (_lock) _windows.Remove(key);
        return default;
    }

    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (key, _) in _windows.Where(entry => entry.Value.EndsAt <= now).ToArray()) _windows.Remove(key);
        if (_windows.Count < mostKeys) return;
        // A tenth at once: looking for them costs a pass over all.
        foreach (var (key, _) in _windows.OrderBy(entry => entry.Value.EndsAt).Take(Math.Max(1, mostKeys / 10))
            .ToArray()) _windows.Remove(key);
    }
}

internal sealed class AttemptLimitsInMemory(TimeProvider time) : IAttemptLimits
{
    private const int RememberedKeys = 10_000;

    public IAttemptLimit Of(string name, int attempts, TimeSpan window) => new AttemptLimit(attempts, window, RememberedKeys, time);
}
