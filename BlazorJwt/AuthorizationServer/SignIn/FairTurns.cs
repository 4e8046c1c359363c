namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>
/// Lets so many work at once, and the others wait: the addresses take turns, and so do the visitors of an address. So one address with two
/// hundred attempts holds up itself and nobody else. When too many wait, the address with most waiting loses its last.
/// </summary>
internal sealed class FairTurns(int atOnce, int mostWaiting)
{
    private readonly Lock _gate = new();
    private readonly List<Waiter> _waiting = [];

    // When an address, or one of its visitors, last had a turn or began to wait. The one with the lowest number is next.
    private readonly Dictionary<(string Address, string? Visitor), long> _last = [];
    private long _clock;
    private int _running;

    /// <summary>Waits for a turn. It ends when what is returned is disposed of.</summary>
    /// <returns>The turn; null when too many wait.</returns>
    public async Task<IDisposable?> TakeAsync(string address, string visitor, CancellationToken cancellation)
    {
        var waiter = new Waiter(address, visitor, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            if (_running < atOnce)
            {
                _running++;
                return new Turn(this);
            }

            _waiting.Add(waiter);
            _last.TryAdd((address, null), ++_clock);
            _last.TryAdd((address, visitor), ++_clock);
            if (_waiting.Count > mostWaiting) RefuseOne();
        }

        await using var leaving = cancellation.Register(() => End(waiter, called => called.SetCanceled(cancellation)));
        return await waiter.Called.Task ? new Turn(this) : null;
    }

    private void Release()
    {
        lock (_gate)
        {
            if (_waiting.MinBy(waiter => (_last[(waiter.Address, null)], _last[(waiter.Address, waiter.Visitor)])) is not { } next)
            {
                _running--;
                return;
            }

            _last[(next.Address, null)] = ++_clock;
            _last[(next.Address, next.Visitor)] = ++_clock;
            End(next, called => called.SetResult(true));
        }
    }

    // Among equals, the one that waits longest stays.
    private void RefuseOne()
    {
        var address = _waiting.GroupBy(waiter => waiter.Address).Reverse().MaxBy(same => same.Count())!;
        End(address.GroupBy(waiter => waiter.Visitor).Reverse().MaxBy(same => same.Count())!.Last(), called => called.SetResult(false));
    }

    private void End(Waiter waiter, Action<TaskCompletionSource<bool>> end)
    {
        lock (_gate)
        {
            // One that was called, or refused, before.
            if (!_waiting.Remove(waiter)) return;
            if (!_waiting.Any(other => other.Address == waiter.Address && other.Visitor == waiter.Visitor))
                _last.Remove((waiter.Address, waiter.Visitor));
            if (!_waiting.Any(other => other.Address == waiter.Address)) _last.Remove((waiter.Address, null));
            end(waiter.Called);
        }
    }

    private sealed record Waiter(string Address, string Visitor, TaskCompletionSource<bool> Called);

    private sealed class Turn(FairTurns turns) : IDisposable
    {
        private FairTurns? _turns = turns;

        public void Dispose() => Interlocked.Exchange(ref _turns, null)?.Release();
    }
}
