using BlazorJwt.Tokens;

namespace BlazorJwt.AuthorizationServer.ServiceAccounts;

/// <summary>Which assertions were used, so that each is accepted once: in memory by one server, or where several servers find it.</summary>
internal interface IUsedAssertions
{
    /// <summary>How many are remembered. When they are all still valid, one more is refused: to forget one would let it be used
    /// again.</summary>
    const int Most = 100_000;

    /// <summary>Uses an assertion.</summary>
    /// <param name="until">When no check would accept it any more.</param>
    /// <returns>False when it was used before, or can't be remembered.</returns>
    /// <exception cref="StoreUnreachableException">The store can't be asked.</exception>
    ValueTask<bool> TryUseAsync(string clientId, string jwtId, DateTimeOffset until);
}

internal sealed class UsedAssertionsInMemory(TimeProvider time) : IUsedAssertions
{
    private readonly Lock _gate = new();
    private readonly HashSet<(string ClientId, string JwtId)> _used = [];
    private readonly PriorityQueue<(string ClientId, string JwtId), DateTimeOffset> _byEnd = new();

    public ValueTask<bool> TryUseAsync(string clientId, string jwtId, DateTimeOffset until)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            while (_byEnd.TryPeek(out var old, out var end) && end <= now)
            {
                _byEnd.Dequeue();
                _used.Remove(old);
            }

            if (_used.Count >= IUsedAssertions.Most || !_used.Add((clientId, jwtId))) return new(false);
            _byEnd.Enqueue((clientId, jwtId), until);
            return new(true);
        }
    }
}
