using System.Security.Cryptography;
using System.Text.Json;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using Microsoft.AspNetCore.DataProtection;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>
/// Tells the pages that are open on other servers what happened on this one: whose sessions changed, and that a token was renewed. Only for
/// the eyes: a page that misses one is not let in for longer by it, because what counts is asked of the denylist. A renewed token travels
/// protected.
/// </summary>
internal sealed class RedisNotifications(RedisConnection redis, RefreshTokens refresh, IRefreshFamilies families,
    TokenRenewalNotifier renewals, IDataProtectionProvider protection) : IHostedService
{
    private readonly IDataProtector _protector = protection.CreateProtector("BlazorJwt renewals");

    // What this server says comes back to it.
    private readonly string _me = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await SubscribeAsync(RedisNames.SessionsChanged, (channel, message) => OnSessions(message));
        await SubscribeAsync(RedisNames.TokenRenewed, (channel, message) => _ = OnRenewedAsync(message));
        refresh.ChangedHere += TellSessions;
        renewals.RenewedHere += TellRenewed;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        refresh.ChangedHere -= TellSessions;
        renewals.RenewedHere -= TellRenewed;
        return Task.CompletedTask;
    }

    private async Task SubscribeAsync(RedisChannel channel, Action<RedisChannel, RedisValue> listener)
    {
        try
        {
            await redis.Multiplexer.GetSubscriber().SubscribeAsync(channel, listener);
        }
        catch (Exception reason) when (reason is RedisConnectionException or TimeoutException)
        {
            // The library subscribes again by itself when it has a connection for that. A server starts all the same.
        }
    }

    private void TellSessions(string owner) =>
        Publish(RedisNames.SessionsChanged, JsonSerializer.SerializeToUtf8Bytes(new Sessions(_me, owner)));

    private void TellRenewed(Renewal renewal) => Publish(RedisNames.TokenRenewed,
        _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(new Renewed(_me, renewal.VisitorId, renewal.Family.Id, renewal.Token))));

    // Nobody waits for it, and nobody misses it: while Redis is away no page is let in by a new token either.
    private void Publish(RedisChannel channel, byte[] message)
    {
        try
        {
            redis.Multiplexer.GetSubscriber().Publish(channel, message, CommandFlags.FireAndForget);
        }
        catch (Exception reason) when (RedisConnection.IsOutage(reason))
        {
        }
    }

    private void OnSessions(RedisValue message)
    {
        try
        {
            if (JsonSerializer.Deserialize<Sessions>((byte[])message!) is { Owner: not null } sessions && sessions.From != _me)
                refresh.Hear(sessions.Owner);
        }
        catch (JsonException)
        {
            // Not from one of the servers.
        }
    }

    private async Task OnRenewedAsync(RedisValue message)
    {
        try
        {
            var renewed = JsonSerializer.Deserialize<Renewed>(_protector.Unprotect((byte[])message!));
            if (renewed is not null && renewed.From != _me && await families.FindAsync(renewed.FamilyId) is { } family)
                renewals.Hear(new(renewed.VisitorId, family, renewed.Token));
        }
        catch (Exception reason) when (reason is CryptographicException or JsonException or StoreUnreachableException)
        {
            // Not from one of us, or Redis has just gone away.
        }
    }

    private sealed record Sessions(string From, string Owner);

    private sealed record Renewed(string From, string VisitorId, string FamilyId, IssuedToken Token)
    {
        public override string ToString() => $"renewal of {FamilyId} (redacted)";
    }
}
