using System.Text.RegularExpressions;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Conventions;

/// <summary>Rules that hold for the source as it is written.</summary>
public sealed partial class SourceTests
{
    private const int MostLines = 300;
    private const int MostLinesOfCode = 60;

    private static readonly string[] Parts = ["Context", "Decision", "What gets easier", "What gets harder"];

    [Fact]
    public void No_component_writes_inline_style_inline_handlers_or_raw_markup() =>
        Assert.Empty(Repository.Files("BlazorJwt", ".razor").SelectMany(file => Inline(file, Repository.Read(file))));

    [Theory]
    [InlineData("<p style=\"color: red\">")]
    [InlineData("<button onclick=\"go()\">")]
    [InlineData("@((MarkupString)text)")]
    public void Inline_style_inline_handlers_and_raw_markup_are_found(string source) =>
        Assert.Single(Inline("A.razor", source));

    [Fact]
    public void No_button_disables_itself_because_that_takes_the_focus_from_it() =>
        Assert.DoesNotContain(Repository.Files("BlazorJwt", ".razor"), file => DisabledButton().IsMatch(Repository.Read(file)));

    [Theory]
    [InlineData("<button type=\"button\" disabled=\"@_busy\" @onclick=\"Go\">", true)]
    [InlineData("<button type=\"button\" @onclick=\"() => Go()\" disabled>", true)]
    [InlineData("<button type=\"button\" aria-disabled=\"@Waits\" @onclick=\"() => Go()\">", false)]
    public void A_button_that_disables_itself_is_found(string source, bool found) => Assert.Equal(found, DisabledButton().IsMatch(source));

    [Fact]
    public void Only_the_code_listing_may_write_markup() =>
        // It highlights files that are embedded at build: nothing of them comes from a visitor.
        Assert.Empty(Inline("BlazorJwt/Components/Teaching/CodeView.razor", "private MarkupString Highlight"));

    [Fact]
    public void No_project_compiles_the_sources_of_another() =>
        Assert.DoesNotContain(Repository.Files(".", ".csproj"),
            file => Repository.Read(file).Contains("<Compile Include=", StringComparison.Ordinal));

    [Fact]
    public void Program_is_a_table_of_contents() => Assert.True(Repository.Read("BlazorJwt/Program.cs").Split('\n').Length <= 41);

    [Fact]
    public void Every_file_holds_one_idea() =>
        Assert.Empty(TooLong(Repository.Files(".", ".cs", ".razor", ".css", ".js").Select(file => (file, Repository.Read(file)))));

    [Fact]
    public void A_file_that_is_too_long_is_found() =>
        Assert.Equal(["A.cs"], TooLong([("A.cs", new string('\n', MostLines + 1)), ("B.cs", "\n")]));

    [Fact]
    public void A_code_block_fits_a_screen_and_what_is_longer_is_a_class_beside_the_page() =>
        Assert.DoesNotContain(Repository.Files("BlazorJwt", ".razor"), file => LinesOfCode(Repository.Read(file)) > MostLinesOfCode);

    [Theory]
    [InlineData("<p></p>\n", 0)]
    [InlineData("<p></p>\n\n@code {\n  private int _a;\n\n  private int _b;\n}\n", 3)]
    [InlineData("@code {\n}\n@code {\n  private int _a;\n}\n", 1)]
    public void The_lines_of_a_code_block_are_counted(string source, int lines) => Assert.Equal(lines, LinesOfCode(source));

    [Fact]
    public void Every_public_type_and_member_has_a_doc_comment() =>
        Assert.Empty(Repository.Files("BlazorJwt", ".cs", ".razor").SelectMany(file => Undocumented(file, Repository.Read(file))));

    [Theory]
    [InlineData("public sealed class A;", 1)]
    [InlineData("/// <summary>A.</summary>\npublic sealed class A;", 0)]
    [InlineData("/// <summary>A.</summary>\n[Parameter]\npublic string B { get; set; }", 0)]
    [InlineData("    public string B { get; set; }", 1)]
    [InlineData("    public override string ToString() => \"\";", 0)]
    public void A_public_member_without_a_doc_comment_is_found(string source, int found) =>
        Assert.Equal(found, Undocumented("A.cs", source).Count());

    [Fact]
    public void Every_decision_record_has_its_four_parts() =>
        Assert.Empty(Repository.Files("docs/decisions", ".md").SelectMany(file => MissingParts(file, Repository.Read(file))));

    [Fact]
    public void A_decision_record_without_a_part_is_found() =>
        Assert.Equal(["A.md lacks 'What gets harder'."], MissingParts("A.md", "## Context\n## Decision\n## What gets easier\n"));

    private static IEnumerable<string> Inline(string file, string source)
    {
        if (InlineStyle().IsMatch(source))
            yield return $"{file} has inline style.";
        if (InlineHandler().IsMatch(source))
            yield return $"{file} has an inline handler.";
        if (source.Contains("MarkupString", StringComparison.Ordinal)
            && !file.EndsWith("Teaching/CodeView.razor", StringComparison.Ordinal))
            yield return $"{file} writes raw markup.";
    }

    private static IEnumerable<string> TooLong(IEnumerable<(string File, string Text)> files) =>
        files.Where(entry => entry.Text.Split('\n').Length > MostLines).Select(entry => entry.File);

    private static int LinesOfCode(string source) =>
        CodeBlock().Matches(source).Sum(block => block.Groups[1].Value.Count(letter => letter == '\n'));

    // Looks at what stands above: a doc comment, attributes in between let through. What is overridden has its comment in the base.
    private static IEnumerable<string> Undocumented(string file, string source)
    {
        var written = source.Split('\n');
        var lines = written.Select(line => line.Trim()).ToArray();
        var inInternal = lines.Any(line => InternalType().IsMatch(line));
        foreach (var (index, line) in lines.Index())
        {
            // Deeper in is a type within a type, and those are private.
            if (inInternal || written[index].StartsWith("     ", StringComparison.Ordinal)
                || !line.StartsWith("public ", StringComparison.Ordinal) && !line.StartsWith("[Parameter", StringComparison.Ordinal)
                || line.StartsWith("public override ", StringComparison.Ordinal))
                continue;
            var above = index - 1;
            while (above >= 0 && lines[above].StartsWith('['))
                above--;
            if (above < 0 || !lines[above].StartsWith("///", StringComparison.Ordinal))
                yield return $"{file}:{index + 1} {line}";
        }
    }

    private static IEnumerable<string> MissingParts(string file, string text) =>
        Parts.Where(part => !text.Contains($"## {part}\n", StringComparison.Ordinal)).Select(part => $"{file} lacks '{part}'.");

    [GeneratedRegex("\\sstyle\\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex InlineStyle();

    [GeneratedRegex("\\son[a-z]+\\s*=\\s*[\"']", RegexOptions.IgnoreCase)]
    private static partial Regex InlineHandler();

    [GeneratedRegex(@"^@code\s*\{\r?\n(.*?)^\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("<button\\b[^\n]*?\\sdisabled\\b")]
    private static partial Regex DisabledButton();

    [GeneratedRegex("^(internal|file) .*\\b(class|record|struct|interface|enum)\\b")]
    private static partial Regex InternalType();
}
