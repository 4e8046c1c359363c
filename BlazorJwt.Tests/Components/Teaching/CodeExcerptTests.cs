using BlazorJwt.Components.Teaching;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class CodeExcerptTests
{
    private const string Progress = "BlazorJwt/Components/Lessons/Progress.cs";

    [Fact]
    public void Without_a_mark_the_whole_file_is_the_part()
    {
        var file = CodeExcerpt.Open(Progress, null);

        Assert.Equal(CodeExcerpt.Read(Progress).TrimEnd(), file.Marked);
        Assert.Equal((1, "", ""), (file.FirstLine, file.Before, file.After));
    }

    [Fact]
    public void A_part_begins_with_its_doc_comment_and_ends_with_its_brace()
    {
        var file = CodeExcerpt.Open(Progress, "public void MarkDone(Lesson lesson)");

        Assert.StartsWith("    /// <summary>Notes that", file.Marked, StringComparison.Ordinal);
        Assert.EndsWith("\n    }", file.Marked, StringComparison.Ordinal);
        Assert.StartsWith("    public void MarkDone(Lesson lesson, LessonStep step)", file.After, StringComparison.Ordinal);
        Assert.Equal(file.Marked.Split('\n')[0], CodeExcerpt.Read(Progress).Split('\n')[file.FirstLine - 1]);
    }

    [Fact]
    public void A_part_of_one_line_is_one_line()
    {
        var file = CodeExcerpt.Open(Progress, "public event Action? Changed;");

        Assert.Equal(2, file.Marked.Split('\n').Length);
        Assert.StartsWith("    /// <summary>The same, for the cookie", file.After, StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_belong_to_the_part()
    {
        var file = CodeExcerpt.Open("BlazorJwt.Tests/Components/Teaching/CodeExcerptTests.cs", "void Attributes_belong_to_the_part(");

        Assert.StartsWith("    [Fact]", file.Marked, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_embedded_is_named()
    {
        var problem = Assert.Throws<FileNotFoundException>(() => CodeExcerpt.Open("BlazorJwt/Gone.cs", null));

        Assert.Contains("BlazorJwt/Gone.cs", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_that_is_not_in_the_file_is_named_with_the_file()
    {
        var problem = Assert.Throws<FileNotFoundException>(() => CodeExcerpt.Open(Progress, "public void Vanished("));

        Assert.Contains(Progress, problem.Message, StringComparison.Ordinal);
        Assert.Contains("public void Vanished(", problem.Message, StringComparison.Ordinal);
    }
}
