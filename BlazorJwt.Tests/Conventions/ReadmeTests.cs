using System.Text.RegularExpressions;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Conventions;

/// <summary>What the README says is so.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = Repository.Read("README.md");

    [Fact]
    public void Every_file_the_readme_links_exists() => Assert.Empty(DeadLinks(Readme));

    [Fact]
    public void A_link_to_no_file_is_found() =>
        Assert.Equal(["docs/none.md"], DeadLinks("[a](docs/none.md) [b](README.md) [c](https://example.com)"));

    [Fact]
    public void The_two_commands_stand_in_the_readme_and_start_what_is_there()
    {
        Assert.Contains("dotnet run --project BlazorJwt\n", Readme, StringComparison.Ordinal);
        Assert.Contains("\ndotnet test\n", Readme, StringComparison.Ordinal);
        Assert.Contains("dotnet test ", Repository.Read(".ci/run"), StringComparison.Ordinal);
        Assert.Contains("\"Microsoft.Testing.Platform\"", Repository.Read("global.json"), StringComparison.Ordinal);
        foreach (Match project in Projects().Matches(Readme))
            Assert.True(File.Exists(Repository.PathOf($"{project.Groups[1].Value}/{project.Groups[1].Value}.csproj")), project.Value);
    }

    [Fact]
    public void Every_benchmark_command_is_one_the_program_knows()
    {
        var program = Repository.Read("BlazorJwt.Benchmarks/Program.cs");
        var commands = Subcommands().Matches(Readme).Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.Contains($"[\"{command}\"", program, StringComparison.Ordinal));
    }

    private static IEnumerable<string> DeadLinks(string text) => Links().Matches(text).Select(match => match.Groups[1].Value)
        .Where(link => !link.Contains("://", StringComparison.Ordinal))
        .Where(link => !File.Exists(Repository.PathOf(link)) && !Directory.Exists(Repository.PathOf(link)));

    [GeneratedRegex("\\]\\(([^)]+)\\)")]
    private static partial Regex Links();

    [GeneratedRegex("--project (\\S+?)[\\s`]")]
    private static partial Regex Projects();

    [GeneratedRegex("BlazorJwt\\.Benchmarks -- ([a-z][a-z-]+)")]
    private static partial Regex Subcommands();
}
