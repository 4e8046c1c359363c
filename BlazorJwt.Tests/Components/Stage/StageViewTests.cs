using BlazorJwt.Components.Lessons;
using BlazorJwt.Components.Lessons.KeepSafe;
using BlazorJwt.Components.Stage;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Stage;

public sealed class StageViewTests : PageTest
{
    private static readonly StageEvent Theft =
        new([KeepSafeScenes.Storage, KeepSafeScenes.Script, KeepSafeScenes.Thief], "exchange", false, "Stolen.");

    private static readonly StageEvent Look = new([KeepSafeScenes.Cookie, KeepSafeScenes.Script], null, true, "Not found.");

    [Fact]
    public void What_is_there_on_arrival_is_a_state_and_moves_nothing()
    {
        var stage = Show(Theft);

        Assert.Null(stage.Find("token-stage").GetAttribute("move"));
        Assert.Empty(stage.FindAll("[role=status]"));
    }

    [Fact]
    public void What_comes_later_moves_along_its_line_and_the_step_announces_it()
    {
        var stage = Show();

        Set(stage, Theft, Look);

        Assert.Equal("1 storage*>script>thief", stage.Find("token-stage").GetAttribute("move"));
        Assert.Contains("Stolen.", stage.FindAll("li").Select(line => line.Text()));
        Assert.Empty(stage.FindAll("[role=status], [aria-live]"));
        Set(stage, Theft, Look);
        Assert.Equal("1 storage*>script>thief", stage.Find("token-stage").GetAttribute("move"));
    }

    [Fact]
    public void The_same_once_more_is_another_exchange_and_moves_again()
    {
        var stage = Show();
        Set(stage, Theft);

        Set(stage, Theft with { ExchangeId = "another" });

        Assert.Equal("2 storage*>script>thief", stage.Find("token-stage").GetAttribute("move"));
    }

    [Fact]
    public void Without_an_exchange_nothing_moves()
    {
        var stage = Show();

        Set(stage, Look);

        Assert.Null(stage.Find("token-stage").GetAttribute("move"));
        Assert.Contains("Not found.", stage.FindAll("li").Select(line => line.Text()));
    }

    [Fact]
    public void The_token_joins_where_the_event_says_so()
    {
        var stage = Show();

        Set(stage, Theft with { TokenFrom = KeepSafeScenes.Script });

        Assert.Equal("1 storage>script*>thief", stage.Find("token-stage").GetAttribute("move"));
    }

    [Fact]
    public void What_is_from_before_is_grey_and_stands_still()
    {
        var stage = Show();

        Set(stage, Theft with { IsOld = true });

        Assert.Null(stage.Find("token-stage").GetAttribute("move"));
        Assert.Contains("old", stage.Find("#wide-storage-script").ClassName!, StringComparison.Ordinal);
        Assert.Contains("bad", Show(Theft).Find("#wide-storage-script").ClassName!, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_drawings_are_there_and_a_screen_reader_gets_a_list_instead()
    {
        var stage = Show(Theft);

        Assert.Equal(["wide", "tall"], stage.FindAll("svg").Select(drawing => drawing.GetAttribute("data-drawing")));
        Assert.All(stage.FindAll("svg"), drawing => Assert.Equal("true", drawing.GetAttribute("aria-hidden")));
        Assert.Contains("Stolen.", stage.FindAll("li").Select(line => line.Text()));
        Assert.Equal(KeepSafeScenes.SimulatedThief, stage.Find("figcaption").Text());
    }

    private IRenderedComponent<StageView> Show(params StageEvent[] events) =>
        Render<StageView>(part => part.Add(stage => stage.Scene, SceneOf(events)));

    private static void Set(IRenderedComponent<StageView> stage, params StageEvent[] events) =>
        stage.Render(part => part.Add(stage => stage.Scene, SceneOf(events)));

    private static Scene SceneOf(StageEvent[] events) => KeepSafeScenes.Theft(PlacesSeen.Nobody,
        new StepResult([], events, DateTimeOffset.UnixEpoch, "a"));
}
