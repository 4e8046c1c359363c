using System.Xml;
using System.Xml.Linq;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.StackExchangeRedis;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>
/// The keys of Data Protection, in the framework's own store for Redis, and a copy of them in memory: when Redis lost what it held a server
/// that runs writes them again. Without them nobody could read the signing keys, the antiforgery cookies and what else they protect.
/// </summary>
internal sealed class RedisDataProtectionKeys(RedisConnection redis, IServiceProvider services) : IXmlRepository
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(2);
    private static readonly TimeSpan Life = TimeSpan.FromDays(90);

    // Data Protection takes a key that is there twice for a fault.
    private const string WriteOnce = """
        for _, there in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
          if there == ARGV[1] then return 0 end
        end
        redis.call('RPUSH', KEYS[1], ARGV[1])
        return 1
        """;

    private readonly RedisXmlRepository _store = new(() => redis.Database, (RedisKey)RedisNames.DataProtection);

    private IReadOnlyCollection<XElement> _known = [];

    public IReadOnlyCollection<XElement> GetAllElements() =>
        _known = [.. redis.Database.ListRange(RedisNames.DataProtection).Select(Read).OfType<XElement>()];

    public void StoreElement(XElement element, string friendlyName)
    {
        _store.StoreElement(element, friendlyName);
        _known = [.. _known, element];
    }

    /// <summary>Writes again what is not there any more.</summary>
    /// <exception cref="StoreUnreachableException">Redis can't be told.</exception>
    public void WriteAgain()
    {
        var mine = _known.Select(Text).ToHashSet(StringComparer.Ordinal);
        foreach (var text in mine) redis.Ask(database => database.ScriptEvaluate(WriteOnce, [RedisNames.DataProtection], [text]));
        var all = redis.Ask(database => database.ListRange(RedisNames.DataProtection));
        if (all.All(text => Read(text) is null || mine.Contains(text!))) return;
        // A server that started in between made a key of its own. The framework looks for such once a day, and at once only when it makes
        // one itself.
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow() + Ahead;
        services.GetRequiredService<IKeyManager>().CreateNewKey(now, now + Life);
    }

    // The framework's own store fails on one that is no XML, and with it everything that is protected.
    private XElement? Read(RedisValue text)
    {
        try
        {
            return XElement.Parse(text!);
        }
        catch (Exception reason) when (reason is XmlException or ArgumentNullException)
        {
            redis.Unreadable.Found(
                "key of Data Protection", $"{RedisNames.DataProtection}, {text.Length()} bytes", "What it protected can't be read.",
                database => database.ListPosition(RedisNames.DataProtection, text) >= 0);
            return null;
        }
    }

    private static string Text(XElement element) => element.ToString(SaveOptions.DisableFormatting);
}
