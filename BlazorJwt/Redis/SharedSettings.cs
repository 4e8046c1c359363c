using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>
/// The settings that servers with one Redis must have alike, kept there while one of them runs. A server that starts with others says
/// which, and does not run beside them: it would refuse what they issue, or let in what they refuse.
/// </summary>
internal sealed class SharedSettings(
    RedisConnection redis, IOptions<TokenOptions> tokens, IOptions<RefreshOptions> refresh, IOptions<DemoOptions> demo,
        IOptions<AccountsOptions> accounts, IOptions<RedisOptions> own)
{
    /// <summary>How long they are remembered when the last server has ended.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);

    private const string Enter = """
        local there = redis.call('HGETALL', KEYS[1])
        if #there > 0 then return there end
        redis.call('HSET', KEYS[1], unpack(ARGV, 2))
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
        return {}
        """;

    private (string Name, string Value)[]? _mine;

    /// <summary>What is different on the servers that run already, a sentence for each.</summary>
    /// <exception cref="StoreUnreachableException">Redis can't be asked.</exception>
    public IEnumerable<string> Differences(RedisOptions options)
    {
        var mine = Read(options);
        var there =
            ((RedisValue[])redis.Ask(database => database.ScriptEvaluate(Enter, [RedisNames.Settings],
                [(long)Kept.TotalMilliseconds, .. mine.SelectMany(setting => (RedisValue[])[setting.Name, setting.Value])]))!)
            .Chunk(2).ToDictionary(pair => (string)pair[0]!, pair => (string)pair[1]!);
        if (there.Count == 0) yield break;
        foreach (var (name, value) in mine)
        {
            var theirs = there.GetValueOrDefault(name) ?? "";
            if (theirs != value) yield return $"{name} is {Shown(value)} here, and {Shown(theirs)} on a server that runs already and " +
                $"shares this Redis. Give both the same; or stop that one, and start this one {Kept.TotalSeconds:0} seconds later.";
        }
    }

    /// <summary>Says that this server still runs.</summary>
    /// <exception cref="StoreUnreachableException">Redis can't be told.</exception>
    public void Keep()
    {
        if (redis.Ask(database => database.KeyExpire(RedisNames.Settings, Kept))) return;
        _mine ??= Read(own.Value);
        redis.Ask(database => database.ScriptEvaluate(Enter, [RedisNames.Settings],
            [(long)Kept.TotalMilliseconds, .. _mine.SelectMany(setting => (RedisValue[])[setting.Name, setting.Value])]));
    }

    private (string Name, string Value)[] Read(RedisOptions options)
    {
        var (token, family) = (tokens.Value, refresh.Value);
        return
        [
            ("Redis:ApplicationName", options.ApplicationName),
            ("Redis:KeyCertificate", options.KeyCertificateThumbprint),
            ("Tokens:Issuer", token.Issuer),
            ("Tokens:Audience", token.Audience),
            ("Tokens:Algorithm", token.Algorithm),
            .. SigningAlgorithms.All.Select(algorithm => ($"Tokens:Keys:{algorithm}", KeyMark(algorithm, token.Keys.For(algorithm)))),
            Time("Tokens:Lifetime", token.Lifetime),
            Time("Tokens:ShortestLifetime", token.ShortestLifetime),
            Time("Tokens:LongestLifetime", token.LongestLifetime),
            Time("Tokens:ClockSkew", token.ClockSkew),
            Time("Tokens:KeySetAge", token.KeySetAge),
            Time("Tokens:KeyAnnounce", token.KeyAnnounce),
            Time("Tokens:RotateEvery", token.RotateEvery),
            Time("Tokens:Refresh:AbsoluteLifetime", family.AbsoluteLifetime),
            Time("Tokens:Refresh:IdleLifetime", family.IdleLifetime),
            Time("Tokens:Refresh:Grace", family.Grace),
            ("Tokens:Refresh:FamiliesPerOwner", Number(family.FamiliesPerOwner)),
            ("Tokens:Refresh:Families", Number(family.Families)),
            ("Accounts:AttemptsByAddress", Number(accounts.Value.AttemptsByAddress)),
            ("Accounts:AttemptsByVisitorAndName", Number(accounts.Value.AttemptsByVisitorAndName)),
            ("Accounts:FailuresInARow", Number(accounts.Value.FailuresInARow)),
            Time("Accounts:Window", accounts.Value.Window),
            ("Demo:People", string.Join(", ", demo.Value.People.Select(person => person.Name))),
        ];
    }

    private static (string Name, string Value) Time(string name, TimeSpan? time) =>
        (name, time?.ToString("c", CultureInfo.InvariantCulture) ?? "");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Enough to tell two keys apart, and useless to anyone who wants one.
    private static string KeyMark(string algorithm, string? text) => string.IsNullOrWhiteSpace(text)
        ? "" : $"key {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ConfiguredKey.Read(algorithm, text).KeyId)))[..8]}";

    private static string Shown(string value) => value is "" ? "not set" : value.Length <= 200 ? $"“{value}”" : $"“{value[..200]}…”";
}
