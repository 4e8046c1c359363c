using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class SequenceDiagramTests : BunitContext
{
    private static readonly SequenceStep Ask = new(0, 1, "Asks", "for something", SequenceState.Done);
    private static readonly SequenceStep Think = new(2, 2, "Thinks", "it over", SequenceState.Refused);
    private static readonly SequenceStep Tell = new(2, 0, "Says no", "politely", SequenceState.Refused) { LabelAhead = "Says something" };

    [Fact]
    public void A_screen_reader_gets_a_list_and_the_drawing_is_kept_from_it()
    {
        var diagram = Draw(Ask, Think, Tell);

        Assert.Equal(["Ann to Ben: Asks, for something (done)", "Cid: Thinks, it over (refused)",
            "Cid to Ann: Says no, politely (refused)"], List(diagram));
        Assert.Equal("true", diagram.Find("svg").GetAttribute("aria-hidden"));
        Assert.Equal("A talk", diagram.Find("[role=region]").GetAttribute("aria-label"));
        Assert.Empty(diagram.FindAll("[style]"));
    }

    [Fact]
    public void Everybody_who_takes_part_and_every_step_is_drawn()
    {
        var diagram = Draw(Ask, Think, Tell);

        Assert.Equal(["Ann", "Ben", "Cid"], diagram.FindAll("svg .name").Select(name => name.Text()));
        Assert.Equal(["12%", "50%", "88%"], diagram.FindAll("svg .life").Select(line => line.GetAttribute("x1")));
        Assert.Equal(["step done", "step refused", "step refused"], diagram.FindAll("svg .step").Select(step => step.ClassName!.Trim()));
        Assert.Equal([("12%", "50%"), ("88%", "12%")],
            diagram.FindAll("svg .way").Select(way => (way.GetAttribute("x1"), way.GetAttribute("x2"))));
        Assert.Equal("✗", diagram.Find("svg .glyph").Text());
    }

    [Fact]
    public void The_step_under_way_is_lit_and_said_and_there_is_nothing_to_walk_through_yet()
    {
        var diagram = Draw(Ask, Think with { State = SequenceState.Now, Note = null }, Tell.BeforeIt());

        Assert.Equal("step now lit", diagram.Find("svg .lit").ClassName);
        Assert.Equal("Cid: Thinks (under way)", diagram.Find("li[aria-current=step]").Text());
        Assert.Equal("Cid to Ann: Says something (still ahead)", List(diagram)[^1]);
        Assert.Empty(diagram.FindAll("button"));
    }

    [Fact]
    public async Task What_is_over_is_walked_through_step_by_step_and_does_not_give_away_what_comes()
    {
        var diagram = Draw(Ask, Think, Tell);
        Assert.Empty(diagram.FindAll(".lit"));

        await diagram.Button("Walk through it").ClickAsync(new());

        Assert.Equal(["Ann to Ben: Asks, for something (done)", "Cid: Thinks (still ahead)", "Cid to Ann: Says something (still ahead)"],
            List(diagram));
        Assert.Equal("step done lit", diagram.Find("svg .lit").ClassName);
        Assert.Equal("Step 1 of 3. Ann to Ben: Asks, for something", diagram.Find("[aria-live]").Text());
        Assert.False(diagram.HasButton("Step back"));

        await diagram.Button("Next step").ClickAsync(new());
        await diagram.Button("Next step").ClickAsync(new());
        Assert.Equal("Step 3 of 3. Cid to Ann: Says no, politely", diagram.Find("[aria-live]").Text());
        await diagram.Button("Step back").ClickAsync(new());
        Assert.Equal("Cid: Thinks, it over (refused)", diagram.Find("li[aria-current=step]").Text());

        await diagram.Button("Next step").ClickAsync(new());
        await diagram.Button("Show it whole").ClickAsync(new());
        Assert.Empty(diagram.FindAll(".lit"));
        Assert.Equal("", diagram.Find("[aria-live]").Text());
    }

    [Fact]
    public async Task A_walk_ends_when_something_else_is_drawn_and_goes_on_when_the_same_is_drawn_again()
    {
        var diagram = Draw(Ask, Tell);
        await diagram.Button("Walk through it").ClickAsync(new());

        diagram.Render(part => part.Add(it => it.Picture, Picture(Ask, Tell)));
        Assert.Single(diagram.FindAll(".lit"));

        diagram.Render(part => part.Add(it => it.Picture, Picture(Ask, Tell with { Note = "again" })));
        Assert.Empty(diagram.FindAll(".lit"));
    }

    private static string[] List(IRenderedComponent<SequenceDiagram> diagram) =>
        [.. diagram.FindAll("ol > li").Select(item => item.Text())];

    private static SequencePicture Picture(params SequenceStep[] steps) => new("A talk", ["Ann", "Ben", "Cid"], steps);

    private IRenderedComponent<SequenceDiagram> Draw(params SequenceStep[] steps) =>
        Render<SequenceDiagram>(part => part.Add(it => it.Picture, Picture(steps)));
}
