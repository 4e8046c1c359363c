using BlazorJwt.AuthorizationServer.ServiceAccounts;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;

/// <summary>Which assertions were used. The same tests run on a store that several servers share.</summary>
public class UsedAssertionsTests
{
    private protected readonly FakeTimeProvider _clock = new(new(2031, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly IUsedAssertions _used;

    public UsedAssertionsTests() : this(time => new UsedAssertionsInMemory(time))
    {
    }

    private protected UsedAssertionsTests(Func<TimeProvider, IUsedAssertions> store) => _used = store(_clock);

    private protected DateTimeOffset Until => _clock.GetUtcNow() + TimeSpan.FromMinutes(5);

    [Fact]
    public async Task An_id_is_used_once_and_that_of_another_client_is_another()
    {
        Assert.True(await _used.TryUseAsync("svc-1", "an id", Until));
        Assert.False(await _used.TryUseAsync("svc-1", "an id", Until));
        Assert.False(await _used.TryUseAsync("svc-1", "an id", Until.AddHours(1)));
        Assert.True(await _used.TryUseAsync("svc-2", "an id", Until));
        Assert.True(await _used.TryUseAsync("svc-1", "another id", Until));
    }

    [Fact]
    public async Task Of_many_that_use_an_id_at_once_one_does()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16)
            .Select(_ => Task.Run(() => _used.TryUseAsync("svc-1", "an id", Until).AsTask(), TestContext.Current.CancellationToken)));

        Assert.Single(answers, answer => answer);
    }

    [Fact]
    public async Task When_all_that_can_be_remembered_is_in_use_one_more_is_refused_until_some_are_over()
    {
        await UseAsync(IUsedAssertions.Most);

        Assert.False(await _used.TryUseAsync("svc-1", "one more", Until));
        _clock.Advance(TimeSpan.FromMinutes(7));
        Assert.True(await _used.TryUseAsync("svc-1", "one more", Until));
    }

    /// <summary>Uses so many ids.</summary>
    private protected virtual async Task UseAsync(int count)
    {
        for (var number = 0; number < count; number++) Assert.True(await _used.TryUseAsync("svc-1", $"{number}", Until));
    }
}
