namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>
/// Lets so many work at once, and the others wait for a turn: each address in turn, and of an address each visitor in turn. So one address
/// with two hundred attempts waits for itself, and not everybody else for it. When too many wait, the address with most waiting loses its
/// last.
/// </summary>
/// <param name="atOnce">How many have a turn at the same time.</param>
/// <param name="mostWaiting">How many may wait.</param>
internal sealed class FairTurns(int atOnce, int mostWaiting)
{
    private readonly Lock _gate = new();
    private readonly List<Line<Line<Waiter>>> _addresses = [];
    private int _running;

    /// <summary>Waits for a turn. It ends when what is returned is disposed of.</summary>
    /// <param name="address">Where from.</param>
    /// <param name="visitor">Who.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The turn; null when too many wait.</returns>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public async Task<IDisposable?> TakeAsync(string address, string visitor, CancellationToken cancellation)
    {
        var waiter = new Waiter(address, visitor);
        lock (_gate)
        {
            if (_running < atOnce)
            {
                _running++;
                return new Turn(this);
            }

            Lined(Lined(_addresses, address).Inside, visitor).Inside.Add(waiter);
            if (_addresses.Sum(Waiting) > mostWaiting) RefuseOne();
        }

        await using var leaving = cancellation.Register(() => Leave(waiter, cancellation));
        return await waiter.Called.Task ? new Turn(this) : null;
    }

    private void Release()
    {
        lock (_gate)
        {
            if (_addresses is not [var address, ..])
            {
                _running--;
                return;
            }

            var visitor = address.Inside[0];
            var next = visitor.Inside[0];
            // Whoever had a turn is the last to have the next one.
            ToTheEnd(address.Inside);
            ToTheEnd(_addresses);
            Remove(next);
            next.Called.SetResult(true);
        }
    }

    private void RefuseOne()
    {
        // Among equals whoever waits longest stays.
        var address = Enumerable.Reverse(_addresses).MaxBy(Waiting)!;
        var last = Enumerable.Reverse(address.Inside).MaxBy(visitor => visitor.Inside.Count)!.Inside[^1];
        Remove(last);
        last.Called.SetResult(false);
    }

    private void Leave(Waiter waiter, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (Remove(waiter)) waiter.Called.SetCanceled(cancellation);
        }
    }

    // False for one who was called, or refused, before.
    private bool Remove(Waiter waiter)
    {
        if (_addresses.Find(line => line.Name == waiter.Address) is not { } address
            || address.Inside.Find(line => line.Name == waiter.Visitor) is not { } visitor
            || !visitor.Inside.Remove(waiter)) return false;
        if (visitor.Inside.Count == 0) address.Inside.Remove(visitor);
        if (address.Inside.Count == 0) _addresses.Remove(address);
        return true;
    }

    private static int Waiting(Line<Line<Waiter>> address) => address.Inside.Sum(visitor => visitor.Inside.Count);

    private static Line<T> Lined<T>(List<Line<T>> lines, string name)
    {
        if (lines.Find(line => line.Name == name) is not { } found) lines.Add(found = new(name));
        return found;
    }

    private static void ToTheEnd<T>(List<T> line)
    {
        var first = line[0];
        line.RemoveAt(0);
        line.Add(first);
    }

    private sealed class Line<T>(string name)
    {
        public string Name => name;

        public List<T> Inside { get; } = [];
    }

    private sealed class Waiter(string address, string visitor)
    {
        public string Address => address;

        public string Visitor => visitor;

        // Whoever ends a turn goes on; who is called goes on beside.
        public TaskCompletionSource<bool> Called { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Turn(FairTurns turns) : IDisposable
    {
        private FairTurns? _turns = turns;

        public void Dispose() => Interlocked.Exchange(ref _turns, null)?.Release();
    }
}
