using BlazorJwt.AuthorizationServer;
using Microsoft.Extensions.Options;

namespace BlazorJwt.HttpLog;

/// <summary>
/// The exchanges each visitor caused, in memory and for that visitor alone. Bounded twice: the oldest exchange of a visitor goes first, and
/// of the visitors the one who was quiet longest.
/// </summary>
internal sealed class ExchangeLog(IOptions<HttpLogOptions> options) : IKeptForVisitor
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _byVisitor = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _quietLast = [];

    /// <summary>Says whose list changed, on a thread of its own: a listener can't hold up the exchange, or break it.</summary>
    public event Action<string>? Changed;

    /// <summary>What this visitor caused, newest first. A copy: it does not change under the reader.</summary>
    public IReadOnlyList<Exchange> For(string visitorId)
    {
        lock (_gate) return _byVisitor.TryGetValue(visitorId, out var found) ? [.. found.Value.Exchanges.Reverse()] : [];
    }

    public void Add(string visitorId, Exchange exchange)
    {
        lock (_gate)
        {
            var exchanges = EntryOf(visitorId).Exchanges;
            exchanges.Enqueue(exchange);
            while (exchanges.Count > options.Value.PerVisitor) exchanges.Dequeue();
        }

        Tell(visitorId);
    }

    public void Clear(string visitorId)
    {
        lock (_gate)
        {
            if (_byVisitor.Remove(visitorId, out var found)) _quietLast.Remove(found);
        }

        Tell(visitorId);
    }

    // Anyone who signed in or out left exchanges that are nobody's but theirs.
    void IKeptForVisitor.ChangeId(string former, string next, IdChange change) => Clear(former);

    private void Tell(string visitorId)
    {
        if (Changed is { } listeners) _ = Task.Run(() => listeners(visitorId));
    }

    private Entry EntryOf(string visitorId)
    {
        if (_byVisitor.TryGetValue(visitorId, out var found))
        {
            if (found != _quietLast.First)
            {
                _quietLast.Remove(found);
                _quietLast.AddFirst(found);
            }

            return found.Value;
        }

        var node = _quietLast.AddFirst(new Entry(visitorId, []));
        _byVisitor.Add(visitorId, node);
        while (_byVisitor.Count > options.Value.Visitors)
        {
            _byVisitor.Remove(_quietLast.Last!.Value.VisitorId);
            _quietLast.RemoveLast();
        }

        return node.Value;
    }

    private sealed record Entry(string VisitorId, Queue<Exchange> Exchanges);
}
