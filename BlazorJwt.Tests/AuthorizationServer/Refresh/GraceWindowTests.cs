using BlazorJwt.AuthorizationServer.Refresh;

namespace BlazorJwt.Tests.AuthorizationServer.Refresh;

/// <summary>
/// For some seconds a token that was used gives one more, so that two tabs and a lost answer are no theft. A thief gains one pair by that
/// and no more. The same tests run on families that several servers share.
/// </summary>
public class GraceWindowTests
{
    private readonly Func<RefreshOptions?, RefreshWorld> _make;
    private readonly RefreshWorld _world;

    public GraceWindowTests() : this(options => new(options))
    {
    }

    private protected GraceWindowTests(Func<RefreshOptions?, RefreshWorld> make) => (_make, _world) = (make, make(null));

    [Fact]
    public async Task The_grace_window_is_open_for_just_as_long_as_the_setting_says()
    {
        var (early, late) = (await _world.SignInAsync(), await _world.SignInAsync());
        await _world.RefreshAsync(early.Refresh);
        await _world.RefreshAsync(late.Refresh);

        _world.Pass(_world.Options.Grace - TimeSpan.FromMilliseconds(1));
        await _world.RefreshAsync(early.Refresh);
        _world.Pass(TimeSpan.FromMilliseconds(1));

        await _world.AssertRefusedAsync(late.Refresh, RefreshRefusal.Reused);
    }

    [Fact]
    public async Task One_more_in_the_window_does_not_open_the_window_anew()
    {
        var first = await _world.SignInAsync();
        await _world.RefreshAsync(first.Refresh);
        _world.Pass(TimeSpan.FromSeconds(9));
        await _world.RefreshAsync(first.Refresh);
        _world.Pass(TimeSpan.FromSeconds(1));

        await _world.AssertRefusedAsync(first.Refresh, RefreshRefusal.Reused);
    }

    [Fact]
    public async Task A_thief_who_slips_in_through_the_window_is_found_out_at_the_next_refresh()
    {
        var first = await _world.SignInAsync();
        var owner = await _world.RefreshAsync(first.Refresh);
        var thief = await _world.RefreshAsync(first.Refresh);
        _world.Pass(TimeSpan.FromMinutes(1));

        await _world.RefreshAsync(owner.Refresh);
        _world.PassGrace();

        await _world.AssertRefusedAsync(thief.Refresh, RefreshRefusal.Reused);
    }

    [Fact]
    public async Task A_thief_who_refreshes_within_the_window_after_the_owner_each_time_is_found_out_at_the_first_generation_left_behind()
    {
        var first = await _world.SignInAsync();
        var owner = await _world.RefreshAsync(first.Refresh);
        var thief = await _world.RefreshAsync(first.Refresh);

        var next = await _world.RefreshAsync(owner.Refresh);
        var family = await _world.AssertRefusedAsync(thief.Refresh, RefreshRefusal.Reused);

        Assert.Equal(3, family!.End!.Node);
        await _world.AssertRefusedAsync(next.Refresh, RefreshRefusal.Ended);
        foreach (var pair in (TokenPair[])[first, owner, thief, next]) Assert.False(await _world.IsGoodAsync(pair));
    }

    [Fact]
    public async Task A_used_token_is_served_again_in_the_window_whichever_of_its_generation_it_is()
    {
        var first = await _world.SignInAsync();
        var (left, right) = (await _world.RefreshAsync(first.Refresh), await _world.RefreshAsync(first.Refresh));
        await _world.RefreshAsync(right.Refresh);

        // The answer was lost, and the client asks once more with the token that it used.
        await _world.RefreshAsync(right.Refresh);

        await _world.AssertRefusedAsync(left.Refresh, RefreshRefusal.Reused);
    }

    [Fact]
    public async Task In_the_window_too_more_scopes_are_refused()
    {
        var first = await _world.SignInAsync();
        await _world.RefreshAsync(first.Refresh);

        var answer = await _world.Service.RefreshAsync(first.Refresh, RefreshWorld.Client, ["orders.read", "admin"]);

        Assert.Equal(RefreshRefusal.ScopeTooWide, answer.Refusal);
        Assert.Equal(2, (await _world.Service.FindAsync(first.Refresh))!.Nodes.Count);
    }

    [Fact]
    public async Task Of_two_generations_back_a_token_ends_the_family_at_once()
    {
        var first = await _world.SignInAsync();
        await _world.RefreshAsync((await _world.RefreshAsync(first.Refresh)).Refresh);

        await _world.AssertRefusedAsync(first.Refresh, RefreshRefusal.Reused);
    }

    [Fact]
    public async Task Without_a_window_the_second_use_ends_the_family_at_once()
    {
        var strict = _make(new() { Grace = TimeSpan.Zero });
        var first = await strict.SignInAsync();
        await strict.RefreshAsync(first.Refresh);

        await strict.AssertRefusedAsync(first.Refresh, RefreshRefusal.Reused);
    }
}
