using System.Globalization;
using System.Text.Json;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>
/// The service accounts of several servers: registered, rotated or revoked at one, and so at all from the next request on. As with refresh
/// families, a server works out a change and a script writes it when the account is still the one it was worked out from.
/// </summary>
internal sealed class RedisServiceAccounts(RedisConnection redis) : IServiceAccountStore
{
    // A last use is a field of its own: it is written with every use, and changes nothing that a change could be worked out from.
    private const string Used = "used:";

    private const string Forget = """
        local function field(id, name)
          local value = redis.pcall('HGET', KEYS[1] .. id, name)
          return type(value) == 'string' and value or nil
        end
        local function index(id, secrets)
          for hash in string.gmatch(field(id, 'secrets') or '', '%S+') do redis.call('HDEL', KEYS[2], hash) end
          for hash in string.gmatch(secrets, '%S+') do redis.call('HSET', KEYS[2], hash, id) end
        end
        local function drop(id)
          local owner, source = field(id, 'owner'), field(id, 'source')
          index(id, '')
          redis.call('DEL', KEYS[1] .. id)
          redis.call('ZREM', KEYS[3], id)
          if owner then redis.pcall('ZREM', KEYS[4] .. owner, id) end
          if source and redis.pcall('ZREM', KEYS[7] .. source, id) == 1 and tonumber(redis.call('ZINCRBY', KEYS[5], -1, source)) <= 0 then
            redis.call('ZREM', KEYS[5], source)
          end
        end
        """;

    // The source that has most loses the account that it registered first, as in memory. Where several have most, the oldest of all of
    // theirs goes.
    private const string Add = Forget + """

        local id, owner, account, secrets, source = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[7]
        if redis.call('ZCARD', KEYS[4] .. owner) >= tonumber(ARGV[5]) then return false end
        local gone = {}
        if redis.call('ZCARD', KEYS[3]) >= tonumber(ARGV[6]) then
          local first, at = redis.call('ZRANGE', KEYS[3], 0, 0)[1], nil
          local most = redis.call('ZREVRANGE', KEYS[5], 0, 0, 'WITHSCORES')[2]
          for _, other in ipairs(most and redis.call('ZRANGEBYSCORE', KEYS[5], most, most) or {}) do
            local oldest = redis.pcall('ZRANGE', KEYS[7] .. other, 0, 0, 'WITHSCORES')
            if oldest[1] and (not at or tonumber(oldest[2]) < at) then first, at = oldest[1], tonumber(oldest[2]) end
          end
          drop(first)
          gone[1] = first
        end
        local number = redis.call('INCR', KEYS[6])
        redis.call('ZADD', KEYS[3], number, id)
        redis.call('ZADD', KEYS[4] .. owner, number, id)
        redis.call('ZADD', KEYS[7] .. source, number, id)
        redis.call('ZINCRBY', KEYS[5], 1, source)
        for hash in string.gmatch(secrets, '%S+') do redis.call('HSET', KEYS[2], hash, id) end
        redis.call('HSET', KEYS[1] .. id, 'version', 1, 'owner', owner, 'source', source, 'account', account, 'secrets', secrets)
        return gone
        """;

    // 0 when another server was quicker.
    private const string Change = Forget + """

        local id, version, account, secrets, credentials = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ' ' .. ARGV[5] .. ' '
        local key = KEYS[1] .. id
        if redis.call('HGET', key, 'version') ~= version then return 0 end
        index(id, secrets)
        redis.call('HSET', key, 'version', version + 1, 'account', account, 'secrets', secrets)
        for _, field in ipairs(redis.call('HKEYS', key)) do
          if string.sub(field, 1, 5) == 'used:' and not string.find(credentials, ' ' .. string.sub(field, 6) .. ' ', 1, true) then
            redis.call('HDEL', key, field)
          end
        end
        return 1
        """;

    private const string Use = """
        if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end
        return 1
        """;

    private const string Move = """
        local accounts = redis.call('ZRANGE', KEYS[4] .. ARGV[1], 0, -1, 'WITHSCORES')
        for at = 1, #accounts, 2 do
          redis.call('ZADD', KEYS[4] .. ARGV[2], accounts[at + 1], accounts[at])
          redis.pcall('HSET', KEYS[1] .. accounts[at], 'owner', ARGV[2])
        end
        redis.call('DEL', KEYS[4] .. ARGV[1])
        return 1
        """;

    private const string Remove = Forget + """

        if field(ARGV[1], 'owner') ~= ARGV[2] then return 0 end
        drop(ARGV[1])
        return 1
        """;

    private static readonly JsonSerializerOptions Json = new()
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true
    };

    private static readonly RedisKey[] Names =
    [
        RedisNames.Accounts, RedisNames.AccountsBySecret, RedisNames.AllAccounts, RedisNames.AccountsByOwner, RedisNames.AccountSources,
            RedisNames.AccountCount,
        RedisNames.AccountsBySource,
    ];

    public async ValueTask<IReadOnlyList<string>?> AddAsync(KeptAccount account)
    {
        var answer = await RunAsync(Add, [RedisNames.AccountsByOwner + account.Owner, RedisNames.AccountsBySource + account.Source],
            account.ClientId, account.Owner, Write(account), Secrets(account), ServiceAccountRegistry.PerVisitor,
            ServiceAccountRegistry.Most, account.Source);
        return answer.IsNull ? null : (string[])answer!;
    }

    public async ValueTask<KeptAccount?> FindAsync(string clientId) => (await ReadAsync(clientId)).Account;

    public async ValueTask<KeptAccount?> FindBySecretAsync(byte[] hash)
    {
        var clientId = await redis.AskAsync(database => database.HashGetAsync(RedisNames.AccountsBySecret, Convert.ToHexStringLower(hash)));
        return clientId.HasValue ? await FindAsync(clientId!) : null;
    }

    public async ValueTask<IReadOnlyList<KeptAccount>> OfAsync(string owner)
    {
        var list = RedisNames.AccountsByOwner + owner;
        var ids = await redis.AskAsync(database => database.SortedSetRangeByRankAsync(list), list);
        var accounts = await Task.WhenAll(ids.Select(id => ReadAsync(id!)));
        return [.. accounts.Select(read => read.Account).OfType<KeptAccount>()];
    }

    public async ValueTask<KeptAccount?> ChangeAsync(string clientId, Func<KeptAccount, KeptAccount?> change)
    {
        // Worked out again until nobody comes in between. Each time somebody does, that one got on, so it ends.
        while (true)
        {
            var (version, former) = await ReadAsync(clientId);
            if (former is null || change(former) is not { } account) return null;
            var credentials = string.Join(' ', account.Credentials.Select(kept => kept.Id));
            if ((int)await RunAsync(Change, [], clientId, version, Write(account), Secrets(account), credentials) == 1) return account;
        }
    }

    public async ValueTask UsedAsync(string clientId, string credentialId, DateTimeOffset at) =>
        await redis.AskAsync(database =>
            database.ScriptEvaluateAsync(Use, [RedisNames.Accounts + clientId], [Used + credentialId, at.ToUnixTimeMilliseconds()]));

    public async ValueTask MoveAsync(string owner, string next) =>
        await RunAsync(Move, [RedisNames.AccountsByOwner + owner, RedisNames.AccountsByOwner + next], owner, next);

    public async ValueTask<bool> RemoveAsync(string clientId, string owner) => (int)await RunAsync(Remove, [], clientId, owner) == 1;

    private async Task<(RedisValue Version, KeptAccount? Account)> ReadAsync(string clientId)
    {
        var name = RedisNames.Accounts + clientId;
        var fields = (await redis.FindAsync(name, database => database.HashGetAllAsync(name)) ?? []).ToDictionary();
        if (!fields.TryGetValue("account", out var text) || !fields.TryGetValue("version", out var version)
            || !fields.TryGetValue("owner", out var owner)) return default;
        if (Read(text) is not { } account)
        {
            redis.Unreadable.Found(RedisNames.Accounts.Kind, name, RedisNames.Accounts.Consequence,
                database => database.HashGet(name, "account") == text);
            return default;
        }

        return (version, account with
        {
            Owner = owner!,
            Credentials = [.. account.Credentials.Select(kept => kept with { LastUsedAt = LastUse(fields, kept) })]
        });
    }

    private static KeptAccount? Read(RedisValue text)
    {
        try
        {
            return JsonSerializer.Deserialize<KeptAccount>((byte[])text!, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DateTimeOffset? LastUse(Dictionary<RedisValue, RedisValue> fields, KeptCredential credential) =>
        fields.TryGetValue(Used + credential.Id, out var at) && at.TryParse(out long milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    private Task<RedisResult> RunAsync(string script, RedisKey[] names, params RedisValue[] arguments) =>
        redis.AskAsync(database => database.ScriptEvaluateAsync(script, Names, arguments), names);

    private static RedisValue Write(KeptAccount account) => JsonSerializer.SerializeToUtf8Bytes(account, Json);

    private static string Secrets(KeptAccount account) =>
        string.Join(' ', account.Credentials.Where(kept => !kept.IsKey).Select(kept => Convert.ToHexStringLower(kept.Check)));
}
