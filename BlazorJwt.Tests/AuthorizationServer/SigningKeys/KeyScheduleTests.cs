using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tests.AuthorizationServer.SigningKeys;

/// <summary>A schedule of keys is a value: what a key does follows from its times, and each step makes a new schedule.</summary>
public sealed class KeyScheduleTests
{
    private static readonly DateTimeOffset Start = new(2031, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly DateTimeOffset TakesOver = Start + TimeSpan.FromMinutes(10);

    private readonly KeySchedule _first = new KeySchedule("ES256", new() { KeyAnnounce = TakesOver - Start }, Start)
        .WithFirst(Start);

    [Fact]
    public void A_rotation_makes_another_schedule_and_leaves_the_former_as_it_was()
    {
        var made = TokenKey.Create("ES256");
        var former = Assert.Single(_first.Keys).Key;

        var rotated = _first.Rotated(made, Start);

        Assert.False(Assert.Single(_first.Keys).HasSuccessor);
        Assert.Null(_first.Find(made.KeyId, Start));
        Assert.Equal([KeyStage.Signing, KeyStage.Announced], rotated.Keys.Select(key => key.StageAt(Start)));
        Assert.Equal((former, made), (rotated.SigningAt(Start)!.Key, rotated.SigningAt(TakesOver)!.Key));
        Assert.Equal(TakesOver, rotated.NextChange(Start));
        Assert.Equal((former, made), (rotated.Find(former.KeyId, Start), rotated.Find(made.KeyId, Start)));
    }

    [Fact]
    public void A_former_key_verifies_until_its_last_token_is_over_and_is_swept_after_that()
    {
        var former = _first.SigningAt(Start)!;
        former.SignedUntil(TakesOver + TimeSpan.FromMinutes(1));
        var rotated = _first.Rotated(TokenKey.Create("ES256"), Start);

        var over = TakesOver + TimeSpan.FromMinutes(1);
        Assert.Equal(KeyStage.Retiring, rotated.Keys[0].StageAt(over - TimeSpan.FromTicks(1)));
        Assert.Same(rotated, rotated.SweptAt(over - TimeSpan.FromTicks(1)));
        Assert.Null(rotated.Find(former.Key.KeyId, over));
        var swept = rotated.SweptAt(over);
        Assert.Equal(rotated.Keys[1], Assert.Single(swept.Keys));
        Assert.Equal((former.Key.KeyId, KeyStage.Gone, over), (swept.LastGone!.KeyId, swept.LastGone.Stage, swept.LastGone.Since));
    }

    [Fact]
    public void One_server_alone_agrees_with_itself()
    {
        var store = new KeySchedulesInMemory();
        var rotated = _first.Rotated(TokenKey.Create("ES256"), Start);

        Assert.Same(_first, store.Read(_first, Start));
        Assert.Same(rotated, store.TryWrite(_first, rotated));
    }
}
