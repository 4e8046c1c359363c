using System.Text.Json;

namespace BlazorJwt.Tests.Support;

/// <summary>The test vectors that may stand beside the repository, in <c>../shared/data</c>. Tests that need them are skipped where the
/// folder is missing.</summary>
internal static class Vectors
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Repository.Top, "..", "shared", "data"));

    /// <summary>Skips the test where the folder is missing.</summary>
    public static void SkipUnlessThere() =>
        Assert.SkipUnless(Directory.Exists(Folder), "The folder ../shared/data with the test vectors is not beside this repository.");

    /// <summary>One file of vectors.</summary>
    /// <param name="path">Its path in the folder.</param>
    public static JsonElement Read(string path)
    {
        SkipUnlessThere();
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, path)));
        return document.RootElement.Clone();
    }

    /// <summary>One file of text, as it is.</summary>
    public static string Text(string path)
    {
        SkipUnlessThere();
        return File.ReadAllText(Path.Combine(Folder, path));
    }

    /// <summary>Every JSON file of a folder of vectors, its own folders included.</summary>
    public static IEnumerable<string> Files(string folder)
    {
        SkipUnlessThere();
        return Directory.EnumerateFiles(Path.Combine(Folder, folder), "*.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path));
    }
}
