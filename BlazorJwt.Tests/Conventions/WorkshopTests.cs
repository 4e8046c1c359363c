using System.Text.RegularExpressions;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Conventions;

/// <summary>What the workshop's script tells a teacher to click is there, on the page where the script says so.</summary>
public sealed partial class WorkshopTests
{
    private static readonly string Script = Repository.Read("docs/workshop.md");

    [Fact]
    public void Every_button_and_step_of_the_script_is_on_its_page() => Assert.Empty(Missing(Script));

    [Fact]
    public void A_button_that_no_page_has_is_found() => Assert.Equal(["/sign-in: Log in", "/sign-in: Send all four"], Missing(
        """
        ### 0–3 · Sign in · `/sign-in`
        - *Try it*: **Fill in alice**, **Log in**, **Sign in**, **Send all four**
        ### 3–9 · Keys · `/keys-for-machines`
        - *Try it*: **Send all four**
        """));

    [Fact]
    public void Every_page_and_setting_of_the_script_exists()
    {
        var routes = PageFiles().Select(page => page.Route).ToArray();
        var code = string.Concat(Repository.Files("BlazorJwt", ".cs").Select(Repository.Read));

        Assert.All(Paths().Matches(Script).Select(match => match.Groups[1].Value), path => Assert.Contains(path, routes));
        Assert.All(Settings().Matches(Script).Select(match => match.Groups[1].Value),
            setting => Assert.Matches($$"""public \S+ {{setting}} \{""", code));
    }

    [Fact]
    public void Every_file_the_script_links_exists() =>
        Assert.All(Links().Matches(Script).Select(match => match.Groups[1].Value),
            link => Assert.True(File.Exists(Repository.PathOf($"docs/{link}")), link));

    [Theory]
    [InlineData(45)]
    [InlineData(90)]
    public void The_parts_follow_each_other_and_fill_the_time(int minutes)
    {
        var times = Times().Matches(Script.Split($"\n## {minutes} minutes\n")[1].Split("\n## ")[0])
            .Select(match => (From: int.Parse(match.Groups[1].Value), Until: int.Parse(match.Groups[2].Value))).ToArray();

        Assert.Equal(0, times[0].From);
        Assert.Equal(times.Select(time => time.Until).SkipLast(1), times.Select(time => time.From).Skip(1));
        Assert.Equal(minutes, times[^1].Until);
    }

    [Fact]
    public void Every_lesson_has_its_part_in_ninety_minutes() =>
        Assert.All(Lesson.All,
            lesson => Assert.Contains($"· `/{lesson.Slug}`\n", Script.Split("\n## 90 minutes\n")[1], StringComparison.Ordinal));

    // What the script names and no page of that part has, as "page: name".
    private static IEnumerable<string> Missing(string script) =>
        from part in Parts().Split(script)
        let path = Paths().Match(part.Split('\n')[0]).Groups[1].Value
        let known = NamesOn(path).ToArray()
        from name in Named().Matches(part).Select(match => match.Groups[2].Value)
        where !known.Any(text => IsNamed(text, name) || IsNamed(text, Number().Replace(name, "")))
        select $"{path}: {name}";

    private static IEnumerable<(string Route, string File)> PageFiles() =>
        from file in Repository.Files("BlazorJwt/Components", ".razor")
        from Match match in Route().Matches(Repository.Read(file))
        select (match.Groups[1].Value, file);

    // The names on a page and in its folder, and on what stands around every page. A part of the script without a page may name anything.
    private static IEnumerable<string> NamesOn(string path)
    {
        string[] around = ["BlazorJwt/Components/Layout", "BlazorJwt/Components/Teaching", "BlazorJwt/Labs",
            "BlazorJwt/Components/Lessons/LessonFrame.razor", "wwwroot/presenter.js"];
        var folders = path.Length == 0
            ? ["BlazorJwt/", "wwwroot/"]
            : PageFiles().Where(page => page.Route == path).Select(page => page.File[..(page.File.LastIndexOf('/') + 1)])
            .Concat(around).ToArray();
        return Repository.Files("BlazorJwt", ".razor", ".cs").Concat(Repository.Files("wwwroot", ".js"))
            .Where(file => folders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
            .SelectMany(file => Texts(Repository.Read(file))).Concat(StepsOf(path)).Distinct();
    }

    private static IEnumerable<string> StepsOf(string path) =>
        Lesson.All.Where(lesson => $"/{lesson.Slug}" == path).SelectMany(lesson => lesson.Steps.Select(step => step.Title));

    // What stands between two tags, and what stands in quotes.
    private static IEnumerable<string> Texts(string source) =>
        Between().Matches(source).Select(match => Tags().Replace(match.Groups[2].Value, ""))
            .Concat(Quoted().Matches(source).Select(match => match.Groups[1].Value + match.Groups[2].Value))
            .Select(text => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    // A text may go on after the name; what is computed in it may be anything.
    private static bool IsNamed(string text, string name)
    {
        if (text.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            && (text.Length == name.Length || !char.IsLetterOrDigit(text[name.Length]))) return true;
        var pieces = Computed().Split(text);
        return pieces.Length > 1 && pieces.Sum(piece => piece.Count(char.IsLetter)) > 1
            && Regex.IsMatch(name, $"^{string.Join(".+", pieces.Select(Regex.Escape))}$", RegexOptions.IgnoreCase);
    }

    [GeneratedRegex(@"(\*\*|(?<!\*)\*(?!\*))([^*\n]+)\1")]
    private static partial Regex Named();

    [GeneratedRegex("(?=^### )", RegexOptions.Multiline)]
    private static partial Regex Parts();

    [GeneratedRegex("\\]\\((?!https?:)([^)]+)\\)")]
    private static partial Regex Links();

    [GeneratedRegex("^[0-9] · ")]
    private static partial Regex Number();

    [GeneratedRegex("`(/[a-z-]*)`")]
    private static partial Regex Paths();

    [GeneratedRegex("`[A-Z][A-Za-z]+:([A-Z][A-Za-z]+)`")]
    private static partial Regex Settings();

    [GeneratedRegex("^### ([0-9]+)–([0-9]+) · ", RegexOptions.Multiline)]
    private static partial Regex Times();

    [GeneratedRegex("^@page \"([^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex Route();

    [GeneratedRegex("""<(button|a|summary|label|option|h1|h2|h3)\b(?:[^<>"']|"[^"]*"|'[^']*')*>(.*?)</\1>""", RegexOptions.Singleline)]
    private static partial Regex Between();

    [GeneratedRegex("""<small>.*?</small>|<(?:[^<>"']|"[^"]*"|'[^']*')*>""", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex("""
        "([^"\n]{2,80})"|'([^'\n]{2,80})'
        """)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"@\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|@[A-Za-z_][\w.]*|\$?\{[^{}]*\}")]
    private static partial Regex Computed();
}
