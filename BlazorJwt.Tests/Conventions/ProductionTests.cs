using System.Text.RegularExpressions;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Conventions;

/// <summary>docs/production.md shows the samples as they are compiled and tested, and all of them.</summary>
public sealed partial class ProductionTests
{
    private static readonly string[] Guides = ["docs/production.md", "docs/testing.md", "docs/threat-model.md", "CONTRIBUTING.md",
        "SECURITY.md"];

    private static readonly string Guide = Repository.Read("docs/production.md");

    // A sample is public, so that it could be in a reader's app; what tests it is not, or is named so.
    private static readonly string[] Samples = [.. Repository.Files("BlazorJwt.Tests/Production", ".cs")
        .Where(file => !file.EndsWith("Tests.cs", StringComparison.Ordinal)
            && Repository.Read(file).Contains("\npublic static class ", StringComparison.Ordinal))];

    [Fact]
    public void Every_sample_is_in_the_guide()
    {
        Assert.True(Samples.Length >= 5);
        Assert.Equal(Samples, Blocks(Guide).Select(block => block.File).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_block_of_the_guide_is_its_file() => Assert.Empty(Different(Guide));

    [Fact]
    public void A_block_that_differs_from_its_file_is_found()
    {
        var sample = Samples[0];

        Assert.Equal([sample], Different($"<!-- sample: {sample} -->\n\n```csharp\nusing System;\n```\n"));
        Assert.Empty(Different($"<!-- sample: {sample} -->\n\n```csharp\n{Repository.Read(sample)}```\n"));
    }

    [Fact]
    public void Every_file_that_a_guide_links_exists() => Assert.All(
        Guides.SelectMany(file => Links().Matches(Repository.Read(file))
            .Select(link => Path.GetFullPath(link.Groups[1].Value, Path.GetDirectoryName(Repository.PathOf(file))!))),
        path => Assert.True(File.Exists(path) || Directory.Exists(path), path));

    private static IEnumerable<string> Different(string guide) =>
        Blocks(guide).Where(block => block.Code != Repository.Read(block.File)).Select(block => block.File);

    private static IEnumerable<(string File, string Code)> Blocks(string guide) =>
        Sample().Matches(guide).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    [GeneratedRegex("<!-- sample: (\\S+) -->\\s+```csharp\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sample();

    [GeneratedRegex("\\]\\((?!https?:)([^)#]+)\\)")]
    private static partial Regex Links();
}
