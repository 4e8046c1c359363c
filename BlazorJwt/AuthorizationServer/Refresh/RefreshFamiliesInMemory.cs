using Microsoft.Extensions.Options;

namespace BlazorJwt.AuthorizationServer.Refresh;

/// <summary>Refresh families in the memory of this process: gone when it ends. Bounded by owner and in all.</summary>
internal sealed class RefreshFamiliesInMemory(IOptions<RefreshOptions> options, TimeProvider time) : IRefreshFamilies
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RefreshFamily> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _byOwner = new(StringComparer.Ordinal);

    public ValueTask<IReadOnlyList<RefreshFamily>> AddAsync(RefreshFamily family)
    {
        lock (_gate)
        {
            var gone = new List<RefreshFamily>();
            if (_byId.Count >= options.Value.Families) Drop(FirstToGo(_byId.Values).Take(Math.Max(1, options.Value.Families / 20)), gone);
            _byId[family.Id] = family;
            if (family.Owner is { } owner) Assign(family.Id, owner, gone);
            return new(gone);
        }
    }

    public ValueTask<RefreshFamily?> FindAsync(string familyId)
    {
        lock (_gate) return new(_byId.GetValueOrDefault(familyId));
    }

    public ValueTask<IReadOnlyList<RefreshFamily>> OfAsync(string owner)
    {
        lock (_gate) return new([.. _byOwner.GetValueOrDefault(owner, []).Select(id => _byId[id]).Reverse()]);
    }

    public ValueTask<IReadOnlyList<RefreshFamily>?> ChangeAsync(string familyId, Func<RefreshFamily, RefreshFamily?> change)
    {
        lock (_gate)
        {
            if (!_byId.TryGetValue(familyId, out var former) || change(former) is not { } family)
                return new((IReadOnlyList<RefreshFamily>?)null);
            var gone = new List<RefreshFamily>();
            _byId[familyId] = family;
            if (former.Owner is null && family.Owner is { } owner) Assign(familyId, owner, gone);
            return new(gone);
        }
    }

    private void Assign(string familyId, string owner, List<RefreshFamily> gone)
    {
        if (!_byOwner.TryGetValue(owner, out var ids)) _byOwner[owner] = ids = [];
        ids.Add(familyId);
        if (ids.Count > options.Value.FamiliesPerOwner) Drop(QuietestFirst(ids.SkipLast(1).Select(id => _byId[id])).Take(1), gone);
    }

    // What is over, then what was quiet longest.
    private IOrderedEnumerable<RefreshFamily> QuietestFirst(IEnumerable<RefreshFamily> families)
    {
        var now = time.GetUtcNow();
        return families.OrderBy(family => family.IsAlive(now)).ThenBy(family => family.Nodes[^1].IssuedAt);
    }

    // What is over; then the sign-ins of programs, which are nobody's; a browser's last. Of those always one of the source that has most:
    // its tenth newest goes before anybody's third.
    private IEnumerable<RefreshFamily> FirstToGo(IEnumerable<RefreshFamily> families)
    {
        var now = time.GetUtcNow();
        return QuietestFirst(families)
            .GroupBy(family => (Alive: family.IsAlive(now), Browser: family.Owner is not null, family.Source))
            .SelectMany(same => same.Reverse().Index().Select(entry =>
                (same.Key.Alive, same.Key.Browser, Newer: entry.Index, Family: entry.Item)))
            .OrderBy(entry => entry.Alive).ThenBy(entry => entry.Browser).ThenByDescending(entry => entry.Newer)
            .ThenBy(entry => entry.Family.Nodes[^1].IssuedAt)
            .Select(entry => entry.Family);
    }

    private void Drop(IEnumerable<RefreshFamily> families, List<RefreshFamily> gone)
    {
        foreach (var family in families.ToArray())
        {
            _byId.Remove(family.Id);
            gone.Add(family);
            if (family.Owner is null || !_byOwner.TryGetValue(family.Owner, out var ids)) continue;
            ids.Remove(family.Id);
            if (ids.Count == 0) _byOwner.Remove(family.Owner);
        }
    }
}
