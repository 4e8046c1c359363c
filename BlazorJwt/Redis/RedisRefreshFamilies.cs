using System.Text.Json;
using BlazorJwt.AuthorizationServer.Refresh;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>
/// The refresh families of several servers. The rule of rotation is <see cref="RefreshFamily.Rotate"/>, and no script repeats it: a server
/// works out what comes of a step, and a script writes it when the family is still the one it was worked out from.
/// </summary>
internal sealed class RedisRefreshFamilies(RedisConnection redis, IOptions<RefreshOptions> options, TimeProvider time) : IRefreshFamilies
{
    // A refresh at the very end hands out one more access token, which anyone who ends the family must still find.
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromHours(25);

    // Ends the families that have to make room, in the order of RefreshFamiliesInMemory. A family that Redis has forgotten by itself is
    // over.
    private const string MakeRoom = """
        local gone = {}
        local function field(id, name)
          local value = redis.pcall('HGET', KEYS[2] .. id, name)
          return type(value) == 'string' and value or nil
        end
        local function drop(id)
          local family, owner = field(id, 'family'), field(id, 'owner')
          redis.call('DEL', KEYS[2] .. id)
          redis.call('ZREM', KEYS[1], id)
          if owner and owner ~= '' then redis.pcall('ZREM', KEYS[3] .. owner, id) end
          if family then gone[#gone + 1] = family end
        end
        local function clear(count)
          local all, piles = {}, {}
          local scores = redis.call('ZREVRANGE', KEYS[1], 0, -1, 'WITHSCORES')
          for at = 1, #scores, 2 do
            local owner = field(scores[at], 'owner')
            local class = (not owner or tonumber(scores[at + 1]) < 0) and 0 or owner == '' and 1 or 2
            local pile = class .. (field(scores[at], 'source') or '')
            piles[pile] = (piles[pile] or 0) + 1
            all[#all + 1] = { id = scores[at], class = class, newer = piles[pile], place = at }
          end
          table.sort(all, function(one, other)
            if one.class ~= other.class then return one.class < other.class end
            if one.newer ~= other.newer then return one.newer > other.newer end
            return one.place > other.place
          end)
          for at = 1, math.min(count, #all) do drop(all[at].id) end
        end
        local function assign(id, owner, most, milliseconds)
          local key = KEYS[3] .. owner
          redis.call('ZADD', key, redis.call('INCR', KEYS[4]), id)
          redis.call('PEXPIRE', key, milliseconds)
          local ids = redis.call('ZRANGE', key, 0, -1)
          if #ids <= tonumber(most) then return end
          local last, use
          for _, other in ipairs(ids) do
            local score = tonumber(redis.call('ZSCORE', KEYS[1], other) or '-1e300')
            if other ~= id and (not use or score < use) then last, use = other, score end
          end
          drop(last)
        end
        """;

    private const string Add = MakeRoom + """

        local id, family, owner, score, milliseconds = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
        if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[6]) then
          clear(tonumber(ARGV[7]))
        end
        redis.call('ZADD', KEYS[1], score, id)
        if owner ~= '' then assign(id, owner, ARGV[8], milliseconds) end
        redis.call('HSET', KEYS[2] .. id, 'version', 1, 'family', family, 'owner', owner, 'source', ARGV[9])
        redis.call('PEXPIRE', KEYS[2] .. id, milliseconds)
        return gone
        """;

    // Nothing is returned when another server was quicker.
    private const string Change = MakeRoom + """

        local id, version, family, owner, score = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
        local key = KEYS[2] .. id
        if redis.call('HGET', key, 'version') ~= version then return false end
        local given = owner ~= redis.call('HGET', key, 'owner')
        redis.call('ZADD', KEYS[1], score, id)
        if given then assign(id, owner, ARGV[6], redis.call('PTTL', key)) end
        redis.call('HSET', key, 'version', version + 1, 'family', family, 'owner', owner)
        return gone
        """;

    private static readonly RedisKey[] Names = [RedisNames.FamiliesByUse, RedisNames.Families, RedisNames.FamiliesByOwner,
        RedisNames.FamilyCount];

    // What follows from the rest is not kept beside it.
    private static readonly JsonSerializerOptions Json = new()
    {
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public async ValueTask<IReadOnlyList<RefreshFamily>> AddAsync(RefreshFamily family)
    {
        var most = options.Value.Families;
        var kept = family.ExpiresAt + KeptAfterEnd - time.GetUtcNow();
        var gone = await RunAsync(family, Add, family.Id, Write(family), family.Owner ?? "", Use(family), (long)kept.TotalMilliseconds,
            most, Math.Max(1, most / 20), options.Value.FamiliesPerOwner, family.Source);
        return gone!;
    }

    public async ValueTask<RefreshFamily?> FindAsync(string familyId) => (await ReadAsync(familyId)).Family;

    public async ValueTask<IReadOnlyList<RefreshFamily>> OfAsync(string owner)
    {
        var list = RedisNames.FamiliesByOwner + owner;
        var ids = await redis.AskAsync(database => database.SortedSetRangeByRankAsync(list, order: Order.Descending), list);
        var families = await Task.WhenAll(ids.Select(id => ReadAsync(id!)));
        return [.. families.Select(read => read.Family).OfType<RefreshFamily>()];
    }

    public async ValueTask<IReadOnlyList<RefreshFamily>?> ChangeAsync(string familyId, Func<RefreshFamily, RefreshFamily?> change)
    {
        // Worked out again until nobody comes in between. Each time somebody does, that one got on, so it ends.
        while (true)
        {
            var (version, former) = await ReadAsync(familyId);
            if (former is null || change(former) is not { } family) return null;
            if (await RunAsync(family, Change, family.Id, version, Write(family), family.Owner ?? "", Use(family),
                options.Value.FamiliesPerOwner) is { } gone) return gone;
        }
    }

    private async Task<(RedisValue Version, RefreshFamily? Family)> ReadAsync(string familyId)
    {
        var name = RedisNames.Families + familyId;
        var fields = await redis.FindAsync(name, database => database.HashGetAsync(name, ["version", "family"]));
        return fields is [{ HasValue: true } version, var family] ? (version, Read(family, familyId)) : default;
    }

    private async Task<IReadOnlyList<RefreshFamily>?> RunAsync(RefreshFamily family, string script, params RedisValue[] arguments)
    {
        var answer = await redis.AskAsync(
            database => database.ScriptEvaluateAsync(script, Names, arguments), RedisNames.Families + family.Id, RedisNames.FamiliesByOwner
                + family.Owner);
        return answer.IsNull ? null : [.. ((RedisValue[])answer!).Select(family => Read(family, familyId: null)).OfType<RefreshFamily>()];
    }

    private static double Use(RefreshFamily family)
    {
        const double over = 1e15;
        var used = family.Nodes[^1].IssuedAt.ToUnixTimeMilliseconds();
        return family.End is null ? used : used - over;
    }

    private static RedisValue Write(RefreshFamily family) => JsonSerializer.SerializeToUtf8Bytes(family, Json);

    // Null for one that can't be read: its tokens are refused. One that made room is gone already.
    private RefreshFamily? Read(RedisValue text, string? familyId)
    {
        try
        {
            // What an annotation says of the entries of a list, the reader does not check.
            if (JsonSerializer.Deserialize<RefreshFamily>((byte[]?)text ?? [], Json) is { Nodes: [_, ..] } family
                && family.Nodes.All(node => node is not null)) return family;
        }
        catch (JsonException)
        {
            // Noted below.
        }

        var name = RedisNames.Families + familyId;
        redis.Unreadable.Found(
            RedisNames.Families.Kind, familyId is null ? $"{name}(one that made room)" : name, RedisNames.Families.Consequence,
            database => familyId is not null && database.HashGet(name, "family") == text);
        return null;
    }
}
