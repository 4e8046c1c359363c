using BlazorJwt.Storage;
using BlazorJwt.Tests.Tokens;

namespace BlazorJwt.Tests.Storage;

public sealed class TokenCopiesTests
{
    [Fact]
    public async Task A_copy_is_a_real_token_that_can_do_little_and_not_for_long()
    {
        var world = new TokenWorld();
        var owner = await world.AssertAccepted(world.Token());

        var issued = new TokenCopies(world.Service).Make(owner, "localStorage");

        var copy = await world.AssertAccepted(issued.Text);
        Assert.Equal(TimeSpan.FromMinutes(2), issued.Lifetime);
        Assert.Equal(("alice", "orders.read", "localStorage"), (copy.Subject, copy.GetPayloadValue<string>("scope"), copy.GetPayloadValue<string>("place")));
        Assert.DoesNotContain(copy.Claims, claim => claim.Type == "role");
        Assert.NotEqual(owner.Id, copy.Id);
        Assert.Equal(owner.Alg, copy.Alg);
    }
}
