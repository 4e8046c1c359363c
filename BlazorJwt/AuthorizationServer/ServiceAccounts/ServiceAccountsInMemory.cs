namespace BlazorJwt.AuthorizationServer.ServiceAccounts;

/// <summary>The service accounts of one server, in its memory. They end with the process.</summary>
internal sealed class ServiceAccountsInMemory : IServiceAccountStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, KeptAccount> _byClient = new(StringComparer.Ordinal);

    public ValueTask<IReadOnlyList<string>?> AddAsync(KeptAccount account)
    {
        lock (_gate)
        {
            if (_byClient.Values.Count(kept => kept.Owner == account.Owner) >= ServiceAccountRegistry.PerVisitor)
                return new((IReadOnlyList<string>?)null);
            string[] gone = _byClient.Count >= ServiceAccountRegistry.Most ? [MakeRoom()] : [];
            _byClient.Add(account.ClientId, account);
            return new(gone);
        }
    }

    public ValueTask<KeptAccount?> FindAsync(string clientId)
    {
        lock (_gate) return new(_byClient.GetValueOrDefault(clientId));
    }

    public ValueTask<KeptAccount?> FindBySecretAsync(byte[] hash)
    {
        bool IsIt(KeptCredential kept) => !kept.IsKey && kept.Check.AsSpan().SequenceEqual(hash);
        lock (_gate) return new(_byClient.Values.FirstOrDefault(account => account.Credentials.Any(IsIt)));
    }

    public ValueTask<IReadOnlyList<KeptAccount>> OfAsync(string owner)
    {
        lock (_gate) return new([.. _byClient.Values.Where(kept => kept.Owner == owner).OrderBy(kept => kept.CreatedAt)]);
    }

    public ValueTask<KeptAccount?> ChangeAsync(string clientId, Func<KeptAccount, KeptAccount?> change)
    {
        lock (_gate)
        {
            if (!_byClient.TryGetValue(clientId, out var former) || change(former) is not { } account) return default;
            return new(_byClient[clientId] = account);
        }
    }

    public ValueTask UsedAsync(string clientId, string credentialId, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_byClient.TryGetValue(clientId, out var account))
                _byClient[clientId] = account with
                {
                    Credentials =
                    [.. account.Credentials.Select(kept => kept.Id == credentialId ? kept with { LastUsedAt = at } : kept)]
                };
        }

        return default;
    }

    public ValueTask MoveAsync(string owner, string next)
    {
        lock (_gate)
        {
            foreach (var account in _byClient.Values.Where(kept => kept.Owner == owner).ToArray())
                _byClient[account.ClientId] = account with { Owner = next };
        }

        return default;
    }

    public ValueTask<bool> RemoveAsync(string clientId, string owner)
    {
        lock (_gate)
        {
            return new(_byClient.TryGetValue(clientId, out var account) && account.Owner == owner && _byClient.Remove(clientId));
        }
    }

    private string MakeRoom()
    {
        var most = _byClient.Values.GroupBy(kept => kept.Source, StringComparer.Ordinal).GroupBy(same => same.Count())
            .MaxBy(sources => sources.Key)!;
        var first = most.SelectMany(same => same).MinBy(kept => kept.CreatedAt)!;
        _byClient.Remove(first.ClientId);
        return first.ClientId;
    }
}
