using BlazorJwt.AuthorizationServer.Refresh;

namespace BlazorJwt.Tests.AuthorizationServer.Refresh;

/// <summary>Who shows families is told when one changes.</summary>
public sealed class RefreshNotificationsTests
{
    private readonly RefreshWorld _world = new();

    [Fact]
    public async Task The_owner_s_pages_hear_of_every_change()
    {
        var heard = new System.Collections.Concurrent.BlockingCollection<string>();
        _world.Service.Changed += heard.Add;

        var first = await _world.SignInAsync("mine");
        Assert.Equal("mine", heard.Take(TestContext.Current.CancellationToken));
        await _world.RefreshAsync(first.Refresh);
        Assert.Equal("mine", heard.Take(TestContext.Current.CancellationToken));
        await _world.Service.EndAsync(first.Family.Id, RefreshEndReason.SignedOut);
        Assert.Equal("mine", heard.Take(TestContext.Current.CancellationToken));
    }
}
