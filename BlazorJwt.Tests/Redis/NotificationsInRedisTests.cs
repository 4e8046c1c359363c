using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Redis;
using BlazorJwt.Tests.AuthorizationServer.Refresh;
using BlazorJwt.Tests.Support;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorJwt.Tests.Redis;

/// <summary>What servers tell each other's pages: a message that is garbled is passed over, and the next one is heard.</summary>
[Trait("needs", "redis")]
public sealed class NotificationsInRedisTests(RedisFixture redis) : IAsyncLifetime
{
    private readonly EphemeralDataProtectionProvider _protection = new();
    private readonly TokenRenewalNotifier _renewals = new();
    private SharedRedis _redis = null!;
    private RefreshWorld _world = null!;
    private RedisNotifications _notifications = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _redis = new(await redis.EmptyDatabaseAsync());
        _world = new(null, _redis.Families);
        _notifications = new(_redis.Connection, _world.Service, _world.Families, _renewals, _protection);
        await _notifications.StartAsync(Cancellation);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"From\":null,\"Owner\":null}")]
    public async Task A_message_that_is_garbled_is_passed_over_and_the_next_is_heard(string garbled)
    {
        var (owner, renewal) = (new TaskCompletionSource<string>(), new TaskCompletionSource<Renewal>());
        _world.Service.Changed += changed => owner.TrySetResult(changed);
        _renewals.Renewed += renewed => renewal.TrySetResult(renewed);
        var other = new RefreshWorld(null, _redis.Families, _world.Tokens);
        var tells = new TokenRenewalNotifier();
        var server = new RedisNotifications(_redis.Connection, other.Service, other.Families, tells, _protection);
        await server.StartAsync(Cancellation);
        var publisher = _redis.Connection.Multiplexer.GetSubscriber();
        var protector = _protection.CreateProtector("BlazorJwt renewals");

        publisher.Publish(RedisNames.SessionsChanged, garbled);
        publisher.Publish(RedisNames.TokenRenewed, garbled);
        publisher.Publish(RedisNames.TokenRenewed, protector.Protect(System.Text.Encoding.UTF8.GetBytes(garbled)));
        var pair = await other.SignInAsync("mine");
        tells.Tell(new("a visitor", pair.Family, pair.Access));

        Assert.Equal("mine", await owner.Task.WaitAsync(Patience.Most, Cancellation));
        Assert.Equal("a visitor", (await renewal.Task.WaitAsync(Patience.Most, Cancellation)).VisitorId);
        await server.StopAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _notifications.StopAsync(Cancellation);
        _redis.Dispose();
    }
}
