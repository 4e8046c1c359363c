using System.Text.RegularExpressions;
using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Teaching;

/// <summary>What a lesson shows as its code is the code: each file and mark that a page names is found, and says what the disk
/// says.</summary>
public sealed partial class ShownSourcesTests : BunitContext
{
    private static readonly string[] LessonPages = ["SignIn/SignInPage", "ReadToken/ReadTokenPage", "KeepSafe/StealItStep",
        "CallApi/CallApiPage", "TokenOrSession/TokenOrSessionPage", "KeysForMachines/KeysForMachinesPage"];

    public static TheoryData<string, string, string?> Shown => new(
        from page in Repository.Files("BlazorJwt/Components", ".razor")
        from Match file in Shows().Matches(Repository.Read(page))
        select (page, file.Groups["path"].Value, file.Groups["mark"] is { Success: true } mark ? mark.Value : null));

    [Theory]
    [MemberData(nameof(Shown))]
    public void A_file_that_a_page_shows_is_the_one_on_disk(string page, string file, string? mark)
    {
        Assert.True(File.Exists(Repository.PathOf(file)), $"{page} shows {file}, and there is no such file.");
        Assert.Equal(Repository.Read(file).ReplaceLineEndings("\n"), CodeExcerpt.Read(file));
        Assert.NotEmpty(CodeExcerpt.Open(file, mark).Marked);
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task A_file_that_a_page_shows_can_be_opened_there(string page, string file, string? mark)
    {
        var code = Render<CodeListing>(part => part.Add(code => code.Files, [new("The code:", file, mark)]));

        await code.Find("details").ToggleAsync();

        Assert.True(code.HasRegion(file), page);
    }

    [Fact]
    public void Every_lesson_shows_code_and_the_test_that_proves_it() => Assert.All(LessonPages, lesson =>
    {
        var shown = Shown.Select(row => row.Data).Where(row => row.Item1 == $"BlazorJwt/Components/Lessons/{lesson}.razor")
            .Select(row => row.Item2).ToArray();
        Assert.Contains(shown, file => file.StartsWith("BlazorJwt/", StringComparison.Ordinal));
        Assert.Contains(shown, file => file.StartsWith("BlazorJwt.Tests/", StringComparison.Ordinal));
    });

    [Fact]
    public void Every_file_that_a_page_names_is_among_those_that_were_read() =>
        Assert.All(Repository.Files("BlazorJwt/Components", ".razor")
            .Where(page => Regex.IsMatch(Repository.Read(page), "<(CodeListing|BenchFrame) |Drawer\\.Code\\(")
                // It passes on what a page names.
                && !page.EndsWith("/BenchFrame.razor", StringComparison.Ordinal)), page =>
        {
            var read = Shown.Count(row => row.Data.Item1 == page);
            Assert.NotEqual(0, read);
            Assert.Equal(Regex.Count(Repository.Read(page), "^ +new\\(\"[^\"]*:\", ", RegexOptions.Multiline), read);
        });

    // Written as in the pages: new("What it is:", "its/path", "the line"),
    [GeneratedRegex("^ +new\\(\"[^\"]*:\", \"(?<path>[^\"]+)\"(, \"(?<mark>[^\"]+)\")?\\)\\)?,?$", RegexOptions.Multiline)]
    private static partial Regex Shows();
}
