using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class CodeViewTests : BunitContext
{
    private const string Progress = "BlazorJwt/Components/Lessons/Progress.cs";

    [Fact]
    public void A_closed_file_is_named_and_not_drawn()
    {
        var code = Show(Progress);

        Assert.Equal($"The code that did this: {Progress}", code.Text());
        Assert.False(code.HasRegion(Progress));
    }

    [Fact]
    public async Task An_opened_file_is_shown_whole()
    {
        var code = Show(Progress);

        await code.Find("details").ToggleAsync();

        Assert.Contains("internal sealed class Progress", code.Region(Progress).Text(), StringComparison.Ordinal);
        Assert.True(code.Shows("Line 1 of the file, as it was built."));
        Assert.Empty(code.FindAll("button"));
    }

    [Fact]
    public async Task A_marked_part_is_shown_first_and_the_rest_when_asked_for()
    {
        var code = Show(Progress, "public void MarkDone(");
        await code.Find("details").ToggleAsync();
        Assert.Contains("MarkDone", code.Region(Progress).Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("namespace", code.Region(Progress).Text(), StringComparison.Ordinal);

        await code.Button("Show the whole file").ClickAsync();
        Assert.Contains("namespace", code.Region(Progress).Text(), StringComparison.Ordinal);
        Assert.Contains("MarkDone", code.Find(".marked").Text(), StringComparison.Ordinal);

        await code.Button("Only this part").ClickAsync();
        Assert.DoesNotContain("namespace", code.Region(Progress).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BlazorJwt/Components/Lessons/Progress.cs")]
    [InlineData("BlazorJwt/Components/Lessons/Start/MinuteToken.razor")]
    [InlineData("wwwroot/labs/hostile.js")]
    public async Task Code_is_coloured_by_classes_alone_and_is_never_run(string file)
    {
        var code = Show(file);

        await code.Find("details").ToggleAsync();

        Assert.Empty(code.FindAll("[style], script, style"));
        Assert.NotEmpty(code.FindAll("pre span[class]"));
    }

    [Fact]
    public async Task A_lesson_that_names_a_file_that_is_gone_fails_with_its_name()
    {
        var code = Show("BlazorJwt/Gone.cs");

        var problem = await Assert.ThrowsAsync<FileNotFoundException>(() => code.Find("details").ToggleAsync());

        Assert.Contains("BlazorJwt/Gone.cs", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_files_the_one_is_drawn_that_was_opened()
    {
        var code = Render<CodeListing>(
            part => part.Add(code => code.Files, [new("One:", Progress), new("Another:", "wwwroot/labs/hostile.js")]));

        await code.FindAll("details")[1].ToggleAsync();

        Assert.True(code.HasRegion("wwwroot/labs/hostile.js"));
        Assert.False(code.HasRegion(Progress));
    }

    private IRenderedComponent<CodeListing> Show(string file, string? mark = null) =>
        Render<CodeListing>(part => part.Add(code => code.Files, [new("The code that did this:", file, mark)]));
}
