using System.Text.RegularExpressions;
using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Teaching;

/// <summary>What a lesson shows as its code is the code: each file and mark that a page names is found, and says what the disk says.</summary>
public sealed partial class ShownSourcesTests : BunitContext
{
    private static readonly string[] LessonPages = ["SignIn/SignInPage", "ReadToken/ReadTokenPage", "KeepSafe/KeepSafePage", "CallApi/CallApiPage", "TokenOrSession/TokenOrSessionPage", "KeysForMachines/KeysForMachinesPage"];

    public static TheoryData<string, string, string?> Shown => new(
        from page in Repository.Files("BlazorJwt/Components", ".razor")
        from Match tag in Tag().Matches(Repository.Read(page))
        select (page, Attribute(tag.Value, "File") ?? "", Attribute(tag.Value, "Mark")));

    [Theory]
    [MemberData(nameof(Shown))]
    public void A_file_that_a_page_shows_is_the_one_on_disk(string page, string file, string? mark)
    {
        Assert.True(File.Exists(Repository.PathOf(file)), $"{page} shows {file}, and there is no such file.");
        Assert.Equal(Repository.Read(file).ReplaceLineEndings("\n"), SourceFile.Read(file));
        Assert.NotEmpty(SourceFile.Open(file, mark).Marked);
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task A_file_that_a_page_shows_can_be_opened_there(string page, string file, string? mark)
    {
        var code = Render<SourceCode>(part => part.Add(code => code.File, file).Add(code => code.Mark, mark));

        await code.Find("details").ToggleAsync();

        Assert.True(code.HasRegion(file), page);
    }

    [Fact]
    public void Every_lesson_shows_code_and_the_test_that_proves_it() => Assert.All(LessonPages, lesson =>
    {
        var shown = Shown.Select(row => row.Data).Where(row => row.Item1 == $"BlazorJwt/Components/Lessons/{lesson}.razor").Select(row => row.Item2).ToArray();
        Assert.Contains(shown, file => file.StartsWith("BlazorJwt/", StringComparison.Ordinal));
        Assert.Contains(shown, file => file.StartsWith("BlazorJwt.Tests/", StringComparison.Ordinal));
    });

    [GeneratedRegex("<SourceCode\\b[^>]*/>")]
    private static partial Regex Tag();

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"") is { Success: true } found ? System.Net.WebUtility.HtmlDecode(found.Groups[1].Value) : null;
}
