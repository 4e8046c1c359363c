using System.Security.Cryptography;
using BlazorJwt.Labs.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>The tickets of the lab's sessions, where every server finds them. Protected: access to Redis makes nobody a session.</summary>
internal sealed class RedisSessionStore(RedisConnection redis, IDataProtectionProvider protection) : ISessionStore
{
    // Longer than a session lasts, which the ticket itself says.
    private static readonly TimeSpan Kept = SignInMethod.SessionLifetime + TimeSpan.FromMinutes(1);

    private readonly IDataProtector _protector = protection.CreateProtector("BlazorJwt lab tickets");

    public Task PutAsync(string key, AuthenticationTicket ticket) =>
        redis.AskAsync(database => database.StringSetAsync(NameOf(key),
            _protector.Protect(TicketSerializer.Default.Serialize(ticket)), Kept));

    public async Task<AuthenticationTicket?> FindAsync(string key)
    {
        var kept = await redis.FindAsync(NameOf(key), database => database.StringGetAsync(NameOf(key)));
        try
        {
            return !kept.IsNull ? TicketSerializer.Default.Deserialize(_protector.Unprotect((byte[])kept!)) : null;
        }
        catch (CryptographicException)
        {
            // Not written by one of the servers.
            var name = NameOf(key);
            redis.Unreadable.Found(RedisNames.Tickets.Kind, name!, RedisNames.Tickets.Consequence,
                database => database.StringGet(name) == kept);
            return null;
        }
    }

    public Task RemoveAsync(IEnumerable<string> keys) => redis.AskAsync(database => database.KeyDeleteAsync([.. keys.Select(NameOf)]));

    // The key is what the browser's cookie holds: who reads Redis must not be able to use it.
    private static RedisKey NameOf(string key) =>
        RedisNames.Tickets + Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)));
}
