using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Conventions;

/// <summary>Code fits the screen: a line has at most 140 characters. A text in quotation marks may go on, where a break would make it
/// harder to read.</summary>
public sealed class LineLengthTests
{
    private const int Most = 140;
    private const string Raw = "\"\"\"";

    [Theory]
    [InlineData("BlazorJwt")]
    [InlineData("BlazorJwt.Tests")]
    [InlineData("BlazorJwt.Visitors")]
    [InlineData("BlazorJwt.Benchmarks")]
    public void No_line_of_code_is_longer_than_a_screen(string folder) =>
        Assert.Equal("", string.Join('\n', Repository.Files(folder, ".cs").SelectMany(file => TooLong(file, Repository.Read(file)))));

    [Theory]
    [InlineData("call(%)", 1)]
    [InlineData("// %", 1)]
    [InlineData("call(\"a\", %)", 1)]
    [InlineData("call(\"%\")", 0)]
    [InlineData("call(\"\\\"%\")", 0)]
    [InlineData("call(\"\"\"\n%\n\"\"\");", 0)]
    [InlineData("call(\"\"\"{\"a\":\"%\"}\"\"\")", 0)]
    public void A_line_that_is_longer_is_found(string source, int found) =>
        Assert.Equal(found, TooLong("A.cs", source.Replace("%", new string('x', Most), StringComparison.Ordinal)).Count());

    private static IEnumerable<string> TooLong(string file, string source)
    {
        var inRaw = false;
        foreach (var (index, line) in source.Split('\n').Index())
        {
            if (line.Length > Most && !inRaw && !IsInText(line[..Most])) yield return $"{file}:{index + 1} has {line.Length} characters.";
            inRaw ^= Opens(line, Raw);
        }
    }

    // A comment is never a text, whatever it quotes.
    private static bool IsInText(string start) => !start.TrimStart().StartsWith("//", StringComparison.Ordinal)
        && (Opens(start, Raw) || Opens(start.Replace("\\\"", "", StringComparison.Ordinal), "\""));

    private static bool Opens(string line, string quotes) => line.Split(quotes).Length % 2 == 0;
}
