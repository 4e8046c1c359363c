namespace BlazorJwt.Wire;

/// <summary>An exchange in the log: raw until somebody looks, then as it may be seen, with nothing of the raw one left.</summary>
internal sealed class KeptExchange(object held)
{
    private object _held = held;

    /// <summary>The exchange, the same one each time.</summary>
    public Exchange Written
    {
        get
        {
            if (Volatile.Read(ref _held) is not RawExchange raw) return (Exchange)_held;
            var written = raw.Write();
            return Interlocked.CompareExchange(ref _held, written, raw) is Exchange other ? other : written;
        }
    }
}
