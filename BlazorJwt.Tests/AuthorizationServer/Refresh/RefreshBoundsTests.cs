using BlazorJwt.AuthorizationServer.Refresh;

namespace BlazorJwt.Tests.AuthorizationServer.Refresh;

/// <summary>What is kept of refresh families is bounded, and what had to go can no longer be used.</summary>
public class RefreshBoundsTests
{
    private readonly Func<RefreshOptions?, RefreshWorld> _make;

    public RefreshBoundsTests() : this(options => new(options))
    {
    }

    private protected RefreshBoundsTests(Func<RefreshOptions?, RefreshWorld> make) => _make = make;

    [Fact]
    public async Task An_owner_has_only_so_many_sign_ins_and_one_that_ended_goes_before_one_that_lives()
    {
        var world = _make(new() { FamiliesPerOwner = 3 });
        var oldest = await world.SignInAsync();
        var ended = await world.SignInAsync();
        await world.Service.EndAsync(ended.Family.Id, RefreshEndReason.SignedOut);
        await world.SignInAsync();

        await world.SignInAsync();
        Assert.Null(await world.Service.FindAsync(ended.Refresh));
        Assert.True(await world.IsGoodAsync(oldest));

        await world.SignInAsync();
        Assert.Null(await world.Service.FindAsync(oldest.Refresh));
        Assert.False(await world.IsGoodAsync(oldest));
        Assert.Equal(3, (await world.Service.OfAsync("owner")).Count);
    }

    [Fact]
    public async Task One_owner_s_sign_ins_push_out_no_other_s()
    {
        var world = _make(new() { FamiliesPerOwner = 2 });
        var other = await world.SignInAsync("other");

        for (var count = 0; count < 10; count++) await world.SignInAsync();

        await world.RefreshAsync(other.Refresh);
        Assert.Equal(2, (await world.Service.OfAsync("owner")).Count);
    }

    [Fact]
    public async Task In_all_there_are_only_so_many_and_those_quiet_longest_go_first()
    {
        var world = _make(new() { Families = 10 });
        var pairs = new List<TokenPair>();
        for (var count = 0; count < 10; count++)
        {
            pairs.Add(await world.SignInAsync($"owner {count}"));
            world.Pass(TimeSpan.FromSeconds(1));
        }

        pairs[0] = await world.RefreshAsync(pairs[0].Refresh);
        await world.SignInAsync("one more");

        Assert.NotNull(await world.Service.FindAsync(pairs[0].Refresh));
        Assert.Null(await world.Service.FindAsync(pairs[1].Refresh));
        Assert.False(await world.IsGoodAsync(pairs[1]));
        Assert.Empty(await world.Service.OfAsync("owner 1"));
    }

    [Fact]
    public async Task Sign_ins_of_one_address_push_out_their_own_and_nobody_else_s()
    {
        var world = _make(new() { Families = 20 });
        var elsewhere = await world.SignInAsync(owner: null, source: "elsewhere");
        var browser = await world.SignInAsync("somebody", source: "a third address");
        var flood = new List<TokenPair>();

        for (var count = 0; count < 60; count++)
        {
            world.Pass(TimeSpan.FromSeconds(1));
            flood.Add(await world.SignInAsync(owner: null, source: "the flood"));
        }

        Assert.True(await world.IsGoodAsync(elsewhere) && await world.IsGoodAsync(browser));
        await world.RefreshAsync(elsewhere.Refresh);
        Assert.Null(await world.Service.FindAsync(flood[0].Refresh));
        Assert.False(await world.IsGoodAsync(flood[0]));
        Assert.NotNull(await world.Service.FindAsync(flood[^1].Refresh));
    }

    [Fact]
    public async Task A_browser_s_sign_in_goes_after_every_program_s_and_never_for_one()
    {
        var world = _make(new() { Families = 10 });
        var browsers = new List<TokenPair>();
        for (var count = 0; count < 8; count++) browsers.Add(await world.SignInAsync($"visitor {count}", source: "a class"));
        world.Pass(TimeSpan.FromSeconds(1));
        var program = await world.SignInAsync(owner: null, source: "elsewhere");
        world.Pass(TimeSpan.FromSeconds(1));

        for (var count = 0; count < 30; count++) await world.SignInAsync(owner: null, source: $"address {count}");

        foreach (var browser in browsers) Assert.NotNull(await world.Service.FindAsync(browser.Refresh));
        Assert.Null(await world.Service.FindAsync(program.Refresh));
    }

    [Fact]
    public async Task What_ended_goes_before_all_that_lives()
    {
        var world = _make(new() { Families = 10 });
        var ended = await world.SignInAsync("quiet", source: "elsewhere");
        await world.Service.EndAsync(ended.Family.Id, RefreshEndReason.SignedOut);
        var flood = new List<TokenPair>();
        for (var count = 0; count < 10; count++) flood.Add(await world.SignInAsync(owner: null, source: "the flood"));

        Assert.Null(await world.Service.FindAsync(ended.Refresh));
        Assert.NotNull(await world.Service.FindAsync(flood[0].Refresh));
    }

    [Fact]
    public async Task Of_a_family_only_so_many_tokens_are_kept_and_an_access_token_that_is_dropped_is_revoked()
    {
        var world = _make(null);
        var first = await world.SignInAsync();
        var pair = first;
        for (var count = 1; count < RefreshFamily.MostNodes; count++) pair = await world.RefreshAsync(pair.Refresh);
        Assert.True(await world.IsGoodAsync(first));

        pair = await world.RefreshAsync(pair.Refresh);

        Assert.Equal(RefreshFamily.MostNodes, pair.Family.Nodes.Count);
        Assert.False(await world.IsGoodAsync(first));
        Assert.True(await world.IsGoodAsync(pair));
        Assert.Equal(RefreshFamily.MostNodes + 1, pair.Family.Generation);
    }

    [Fact]
    public async Task Who_holds_a_token_can_say_once_whose_it_is()
    {
        var world = _make(null);
        var pair = await world.SignInAsync(owner: null);

        Assert.False(await world.Service.GiveAsync(RefreshToken.New(pair.Family.Id), "thief", "elsewhere"));
        Assert.True(await world.Service.GiveAsync(pair.Refresh, "mine", "my script"));
        Assert.False(await world.Service.GiveAsync(pair.Refresh, "thief", "elsewhere"));

        var family = Assert.Single(await world.Service.OfAsync("mine"));
        Assert.Equal((pair.Family.Id, "my script"), (family.Id, family.Place));
        Assert.Empty(await world.Service.OfAsync("thief"));
    }
}
