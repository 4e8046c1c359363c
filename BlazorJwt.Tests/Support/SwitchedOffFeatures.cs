using System.Text.RegularExpressions;

namespace BlazorJwt.Tests.Support;

/// <summary>What of Chromium is switched off in the tests.</summary>
internal static partial class SwitchedOffFeatures
{
    /// <summary>
    /// What a browser gets ready for somebody at its window, whom a test never has: the list under the address bar, which is a page of its
    /// own with a process of its own in every window, and a spare process for the next page. They cost as much processor time as the pages
    /// under test.
    /// </summary>
    public static IReadOnlyList<string> OfTheWindow { get; } = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
        "SpareRendererForSitePerProcess"];

    /// <summary>What Playwright switches off by itself: of several such switches Chromium takes the last alone, so ours says it
    /// again.</summary>
    public static IReadOnlyList<string> OfPlaywright { get; } = ReadPlaywright();

    /// <summary>All of them.</summary>
    public static IEnumerable<string> All => [.. OfPlaywright, .. OfTheWindow];

    private static string[] ReadPlaywright()
    {
        var driver = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, ".playwright", "package", "lib", "coreBundle.js"));
        return [.. Names().Matches(List().Match(driver).Groups[1].Value).Select(name => name.Groups[1].Value)];
    }

    [GeneratedRegex(@"\bdisabledFeatures = \[(.*?)\]", RegexOptions.Singleline)]
    private static partial Regex List();

    [GeneratedRegex(@"^\s*""(\w+)""", RegexOptions.Multiline)]
    private static partial Regex Names();
}
