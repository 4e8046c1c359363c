using System.Text.RegularExpressions;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Conventions;

/// <summary>The files that documents link and that documents, comments and scripts name are there. A file that moves takes its mentions
/// along.</summary>
public sealed partial class PathTests
{
    [Fact]
    public void Every_file_that_the_app_and_its_documents_name_exists() => Assert.Empty(
        Repository.Files("BlazorJwt", ".cs", ".razor", ".csproj").Concat(Repository.Files("wwwroot", ".js", ".html", ".css"))
            .Concat(Documents())
            .SelectMany(file => Missing(file, Repository.Read(file))));

    [Fact]
    public void Every_file_that_a_document_links_exists() =>
        Assert.Empty(Documents().SelectMany(file => DeadLinks(file, Repository.Read(file))));

    [Theory]
    [InlineData("// See Tokens/Gone.cs.", "a.cs: Tokens/Gone.cs")]
    [InlineData("kept in (`BlazorJwt/Tokens/Gone.cs`)", "a.cs: BlazorJwt/Tokens/Gone.cs")]
    [InlineData("(docs/decisions/0099-gone.md)", "a.cs: docs/decisions/0099-gone.md")]
    public void A_file_that_does_not_exist_is_found(string text, string problem) => Assert.Equal([problem], Missing("a.cs", text));

    [Theory]
    [InlineData("Tokens/TokenService.cs, BlazorJwt/Program.cs, wwwroot/app.js and https://example.com/docs/gone.md")]
    public void A_file_that_exists_is_no_problem(string text) => Assert.Empty(Missing("a.cs", text));

    [Fact]
    public void A_dead_link_is_found() =>
        Assert.Equal(["docs/a.md: gone.md"], DeadLinks("docs/a.md", "[a](gone.md) [b](deploy.md#redis) [c](https://example.com)"));

    private static IEnumerable<string> Documents() => Repository.Files(".", ".md", ".http");

    // From the top, or from the project as comments shorten it.
    private static IEnumerable<string> Missing(string file, string text) =>
        Paths().Matches(text).Select(match => match.Value)
            .Where(path => !Exists(path) && !Exists($"BlazorJwt/{path}") && !Exists($"BlazorJwt.Tests/{path}"))
            .Select(path => $"{file}: {path}");

    private static IEnumerable<string> DeadLinks(string file, string text) =>
        Links().Matches(text).Select(match => match.Groups[1].Value)
            .Where(
                link => !Exists(Path.GetRelativePath(Repository.PathOf("."),
                    Path.GetFullPath(link, Path.GetDirectoryName(Repository.PathOf(file))!))))
            .Select(link => $"{file}: {link}");

    private static bool Exists(string path) => File.Exists(Repository.PathOf(path)) || Directory.Exists(Repository.PathOf(path));

    [GeneratedRegex(
        @"(?<![\w/.-])(?:BlazorJwt(?:\.Tests|\.Visitors|\.Benchmarks)?|docs|wwwroot|Components|Tokens|Labs|Api|AuthorizationServer|HttpLog|Redis|Hosting)/[\w./-]*\.(?:cs|razor|js|css|md|html|json)\b")]
    private static partial Regex Paths();

    [GeneratedRegex(@"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Links();
}
