using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.AuthorizationServer.Refresh;

/// <summary>Refresh tokens rotate, and one that comes again ends the family (RFC 9700 section 4.14.2). The same tests run on families that
/// several servers share.</summary>
public class RefreshTokensTests
{
    private readonly Func<RefreshOptions?, RefreshWorld> _make;
    private readonly RefreshWorld _world;

    public RefreshTokensTests() : this(options => new(options))
    {
    }

    private protected RefreshTokensTests(Func<RefreshOptions?, RefreshWorld> make) => (_make, _world) = (make, make(null));

    [Fact]
    public async Task A_refresh_gives_a_new_pair_and_the_old_access_token_stays_good()
    {
        var first = await _world.SignInAsync();

        var second = await _world.RefreshAsync(first.Refresh);

        Assert.NotEqual(first.Refresh, second.Refresh);
        Assert.NotEqual(first.Access.JwtId, second.Access.JwtId);
        Assert.True(await _world.IsGoodAsync(first));
        Assert.True(await _world.IsGoodAsync(second));
        Assert.Equal("alice", (await _world.Tokens.Check(second.Access.Text)).Token!.Subject);
    }

    [Fact]
    public async Task A_used_token_that_comes_after_the_grace_window_ends_the_family_and_takes_its_access_tokens_back()
    {
        var first = await _world.SignInAsync();
        var second = await _world.RefreshAsync(first.Refresh);
        _world.PassGrace();

        var family = await _world.AssertRefusedAsync(first.Refresh, RefreshRefusal.Reused);

        Assert.Equal(new RefreshEnd(RefreshEndReason.Reused, _world.Tokens.Clock.GetUtcNow(), 1), family!.End);
        await _world.AssertRefusedAsync(second.Refresh, RefreshRefusal.Ended);
        Assert.False(await _world.IsGoodAsync(first));
        Assert.False(await _world.IsGoodAsync(second));
    }

    [Fact]
    public async Task Who_steals_the_current_token_and_uses_it_first_is_found_out_when_the_owner_comes()
    {
        var owner = await _world.SignInAsync();
        var thief = await _world.RefreshAsync(owner.Refresh);
        _world.PassGrace();

        await _world.AssertRefusedAsync(owner.Refresh, RefreshRefusal.Reused);

        await _world.AssertRefusedAsync(thief.Refresh, RefreshRefusal.Ended);
        Assert.False(await _world.IsGoodAsync(thief));
    }

    [Fact]
    public async Task A_family_that_ended_takes_no_other_with_it()
    {
        var (one, other) = (await _world.SignInAsync(), await _world.SignInAsync());

        Assert.True(await _world.Service.EndAsync(one.Family.Id, RefreshEndReason.SignedOut));

        Assert.False(await _world.Service.EndAsync(one.Family.Id, RefreshEndReason.SignedOut));
        Assert.False(await _world.IsGoodAsync(one));
        Assert.True(await _world.IsGoodAsync(other));
        await _world.RefreshAsync(other.Refresh);
    }

    [Fact]
    public async Task Two_tabs_that_refresh_at_once_get_two_tokens_of_one_generation()
    {
        var first = await _world.SignInAsync();

        var tabs = await Task.WhenAll(_world.RefreshAsync(first.Refresh), _world.RefreshAsync(first.Refresh));

        var family = (await _world.Service.FindAsync(first.Refresh))!;
        Assert.Null(family.End);
        Assert.Equal([(1, null, 1), (2, 1, 2), (3, 1, 2)], family.Nodes.Select(node => (node.Number, node.Parent, node.Generation)));
        Assert.NotEqual(tabs[0].Refresh, tabs[1].Refresh);
        foreach (var tab in tabs) Assert.True(await _world.IsGoodAsync(tab));
    }

    [Fact]
    public async Task Forty_that_refresh_at_once_get_one_new_generation_and_the_fortieth_is_no_accident()
    {
        var first = await _world.SignInAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(_ => Task.Run(() => _world.Service.RefreshAsync(first.Refresh, RefreshWorld.Client))));

        Assert.Equal(8, answers.Count(answer => answer.Pair is not null));
        Assert.Equal(1, answers.Count(answer => answer.Refusal is RefreshRefusal.Reused));
        Assert.All(answers.Where(answer => answer.Pair is not null), answer => Assert.Equal(2, answer.Pair!.Family.Generation));
    }

    [Fact]
    public async Task A_token_that_lies_unused_too_long_expires()
    {
        var (used, left) = (await _world.SignInAsync(), await _world.SignInAsync());
        _world.Pass(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1));
        var second = await _world.RefreshAsync(used.Refresh);
        _world.Pass(TimeSpan.FromSeconds(1));

        await _world.AssertRefusedAsync(left.Refresh, RefreshRefusal.Expired);
        await _world.RefreshAsync(second.Refresh);
    }

    [Fact]
    public async Task However_often_it_is_refreshed_a_family_ends_with_its_absolute_lifetime()
    {
        var pair = await _world.SignInAsync();
        for (var hour = 1; hour < 12; hour++)
        {
            _world.Pass(TimeSpan.FromHours(1));
            pair = await _world.RefreshAsync(pair.Refresh);
        }

        Assert.Equal(pair.Family.StartedAt + TimeSpan.FromHours(12), pair.Family.IdleUntil);
        _world.Pass(TimeSpan.FromHours(1));

        await _world.AssertRefusedAsync(pair.Refresh, RefreshRefusal.Expired);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("rt1")]
    [InlineData("rt1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("rt2.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("rt1.AAAAAAAAAAAAAAAAAAAAA=.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("rt1.äAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task What_is_no_refresh_token_is_unknown(string? text) =>
        Assert.Null(await _world.AssertRefusedAsync(text, RefreshRefusal.Unknown));

    [Fact]
    public async Task Who_knows_the_name_of_a_family_and_no_secret_can_neither_use_it_nor_end_it()
    {
        var first = await _world.SignInAsync();
        var second = await _world.RefreshAsync(first.Refresh);
        _world.PassGrace();

        await _world.AssertRefusedAsync(RefreshToken.New(first.Family.Id), RefreshRefusal.Unknown);
        await _world.AssertRefusedAsync(second.Refresh![..^1] + (second.Refresh[^1] is 'A' ? 'E' : 'A'), RefreshRefusal.Unknown);

        await _world.RefreshAsync(second.Refresh);
    }

    [Fact]
    public async Task Another_client_can_neither_use_a_token_nor_end_its_family()
    {
        var first = await _world.SignInAsync();
        var second = await _world.RefreshAsync(first.Refresh);
        _world.PassGrace();

        await _world.AssertRefusedAsync(second.Refresh, RefreshRefusal.ForeignClient, "another");
        await _world.AssertRefusedAsync(first.Refresh, RefreshRefusal.ForeignClient, "another");

        await _world.RefreshAsync(second.Refresh);
    }

    [Fact]
    public async Task Fewer_scopes_may_be_asked_for_and_the_next_refresh_may_have_all_again()
    {
        var first = await _world.SignInAsync();

        var fewer = (await _world.Service.RefreshAsync(first.Refresh, RefreshWorld.Client, ["orders.read"])).Pair!;
        var all = await _world.RefreshAsync(fewer.Refresh);

        Assert.Equal("orders.read", (await _world.Tokens.Check(fewer.Access.Text)).Token!.GetPayloadValue<string>("scope"));
        Assert.Equal("orders.read orders.write", (await _world.Tokens.Check(all.Access.Text)).Token!.GetPayloadValue<string>("scope"));
    }

    [Fact]
    public async Task More_scopes_are_refused_and_the_token_is_not_used_up_by_it()
    {
        var first = await _world.SignInAsync();

        var answer = await _world.Service.RefreshAsync(first.Refresh, RefreshWorld.Client, ["orders.read", "admin"]);

        Assert.Equal(RefreshRefusal.ScopeTooWide, answer.Refusal);
        Assert.Equal(1, (await _world.RefreshAsync(first.Refresh)).Family.Nodes[^1].Parent);
        _world.PassGrace();
        // Asked for with a token that was used up, it is reuse all the same.
        Assert.Equal(RefreshRefusal.Reused, (await _world.Service.RefreshAsync(first.Refresh, RefreshWorld.Client, ["admin"])).Refusal);
    }

    [Fact]
    public async Task Who_may_not_sign_in_any_more_gets_no_new_token_and_loses_the_old_ones()
    {
        var first = await _world.SignInAsync();

        var answer = await _world.Service.RefreshAsync(first.Refresh, RefreshWorld.Client, renew: _ => null);

        Assert.Equal(RefreshRefusal.NotAllowed, answer.Refusal);
        Assert.False(await _world.IsGoodAsync(first));
    }

    [Fact]
    public async Task A_scope_that_was_taken_from_the_person_is_not_given_to_a_client_that_asks_for_it_by_name()
    {
        var first = await _world.SignInAsync();

        var answer = await _world.Service.RefreshAsync(
            first.Refresh, RefreshWorld.Client, ["orders.read", "orders.write"], family => family.Grant with { Scopes = ["orders.read"] });

        Assert.Equal(["orders.read"], answer.Pair!.Scopes);
        Assert.Equal("orders.read", (await _world.Tokens.Check(answer.Pair.Access.Text)).Token!.GetPayloadValue<string>("scope"));
    }

    [Fact]
    public async Task A_sign_in_that_is_not_to_be_renewed_gets_no_refresh_token_and_can_be_ended()
    {
        var pair = await _world.SignInAsync(renewable: false);
        Assert.Null(pair.Refresh);
        Assert.Equal(pair.Access.ExpiresAt, pair.Family.IdleUntil);

        Assert.True(await _world.Service.EndAsync(pair.Family.Id, RefreshEndReason.SignedOut));

        Assert.False(await _world.IsGoodAsync(pair));
    }

    [Fact]
    public async Task What_is_kept_is_a_hash_and_nothing_prints_a_token()
    {
        var first = await _world.SignInAsync();
        var answer = await _world.Service.RefreshAsync(first.Refresh, RefreshWorld.Client);
        var family = answer.Family!;

        Assert.All((object[])[first, answer, answer.Pair!, family, family.Nodes[0], family.Nodes[0].Digest!,
            new Rotation(default, default, default, default, "", default)], thing =>
        {
            Assert.DoesNotContain(first.Refresh![^43..], $"{thing}", StringComparison.Ordinal);
            Assert.DoesNotContain(answer.Pair!.Refresh![^43..], $"{thing}", StringComparison.Ordinal);
        });
        var json = System.Text.Json.JsonSerializer.Serialize(family);
        Assert.Contains(family.Id, json, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Refresh![^43..], json, StringComparison.Ordinal);
    }
}
