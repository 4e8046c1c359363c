using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tests.Tokens;

namespace BlazorJwt.Tests.Labs.KeepSafe;

public sealed class TokenCopiesTests
{
    [Fact]
    public async Task A_copy_is_a_real_token_that_can_do_little_and_not_for_long()
    {
        var world = new TokenWorld();
        var owner = await world.AssertAccepted(world.Token());

        var issued = new TokenCopies(world.Service, new(world.Service, world.Clock)).Make(owner, "localStorage");

        var copy = await world.AssertAccepted(issued.Text);
        Assert.Equal(TimeSpan.FromMinutes(1), issued.Lifetime);
        Assert.Equal("alice", copy.Subject);
        Assert.Equal(("orders.read", "localStorage"), (copy.GetPayloadValue<string>("scope"), copy.GetPayloadValue<string>("place")));
        Assert.DoesNotContain(copy.Claims, claim => claim.Type == "role");
        Assert.NotEqual(owner.Id, copy.Id);
        Assert.Equal(owner.Alg, copy.Alg);
    }

    [Fact]
    public async Task A_copy_says_which_it_is_and_another_token_is_none()
    {
        var world = new TokenWorld();
        var copies = new TokenCopies(world.Service, new(world.Service, world.Clock));
        var copy = copies.Make(await world.AssertAccepted(world.Token()), "localStorage");

        Assert.Equal(new("localStorage", copy.JwtId), copies.Identify(copy.Text));
        Assert.All((string?[])[null, "", "garbage", world.Token()], text => Assert.Null(copies.Identify(text)));
        Assert.DoesNotContain(copy.Text, $"{copies.Identify(copy.Text)}", StringComparison.Ordinal);
    }
}
