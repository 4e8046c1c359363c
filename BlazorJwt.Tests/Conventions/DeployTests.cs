using System.Reflection;
using System.Text.RegularExpressions;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Conventions;

/// <summary>docs/deploy.md names settings that exist, and files.</summary>
public sealed partial class DeployTests
{
    private static readonly string Guide = Repository.Read("docs/deploy.md");

    // A connection string may hold a password, so no object holds it.
    private static readonly string[] Others = ["ConnectionStrings:Redis"];

    [Fact]
    public void Every_setting_the_guide_names_is_one_of_the_app()
    {
        Assert.True(Named(Guide).Distinct().Count() > 15);
        Assert.Empty(Unknown(Guide));
    }

    [Theory]
    [InlineData("`Hosting:KnownProxys`", "Hosting:KnownProxys")]
    [InlineData("Hosting__KnownNetworks__0=10.0.0.0/8", "Hosting:KnownNetworks:0")]
    [InlineData("`Tokens:Keys:ES512`", "Tokens:Keys:ES512")]
    [InlineData("`Lab:Enabled`", "Lab:Enabled")]
    public void A_setting_that_does_not_exist_is_found(string text, string setting) => Assert.Equal([setting], Unknown(text));

    [Fact]
    public void Every_file_the_guide_links_exists() =>
        Assert.All(Links().Matches(Guide).Select(match => match.Groups[1].Value),
            link => Assert.True(File.Exists(Path.GetFullPath(link, Repository.PathOf("docs"))), link));

    private static IEnumerable<string> Named(string text) =>
        Ours().Matches(text).Select(match => match.Groups[1].Value)
            .Concat(InEnvironment().Matches(text).Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal)));

    private static IEnumerable<string> Unknown(string text) =>
        Named(text).Distinct().Where(name => !Others.Contains(name) && !Exists(name));

    // Section, then property by property; a number chooses from a list.
    private static bool Exists(string name)
    {
        var options = typeof(Program).Assembly.GetTypes().Where(type => type.GetField("Section")?.IsLiteral is true)
            .ToDictionary(type => (string)type.GetField("Section")!.GetRawConstantValue()!);
        var parts = name.Split(':');
        if (!options.TryGetValue(parts[0], out var type)) return false;
        foreach (var part in parts[1..])
        {
            if (int.TryParse(part, out _)) type = type.GetElementType() ?? type.GenericTypeArguments.FirstOrDefault();
            else type = type.GetProperty(part, BindingFlags.Public | BindingFlags.Instance)?.PropertyType;
            if (type is null) return false;
        }

        return true;
    }

    [GeneratedRegex("`([A-Z][A-Za-z]+(?::[A-Za-z0-9]+)+)`")]
    private static partial Regex Ours();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+(?:__[A-Za-z0-9]+)+")]
    private static partial Regex InEnvironment();

    [GeneratedRegex("\\]\\(([^)]+)\\)")]
    private static partial Regex Links();
}
