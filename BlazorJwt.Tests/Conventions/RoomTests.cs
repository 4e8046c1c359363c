namespace BlazorJwt.Tests.Conventions;

public sealed class RoomTests
{
    [Fact]
    public void Imports_run_one_way_through_the_house() =>
        Assert.Empty(Rooms.WrongWays(Rooms.Doors(typeof(Program).Assembly.GetTypes())));

    [Fact]
    public void An_import_against_the_way_is_found() =>
        Assert.Contains("Tokens uses Api, in Backwards.",
            Rooms.WrongWays(Rooms.Doors(Mentions.WithParts(typeof(Samples.Tokens.Backwards)), "BlazorJwt.Tests.Conventions.Samples")));

    [Fact]
    public void A_circle_is_found()
    {
        var doors = new Dictionary<string, Dictionary<string, string>>
        {
            ["Api"] = new() { ["Wire"] = "A" },
            ["Wire"] = new() { ["Accounts"] = "B" },
            ["Accounts"] = new() { ["Api"] = "C" },
        };

        Assert.Equal(3, Rooms.WrongWays(doors).Count());
    }
}
