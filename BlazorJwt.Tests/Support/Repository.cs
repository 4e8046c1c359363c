namespace BlazorJwt.Tests.Support;

/// <summary>The files of the repository as they are on disk, for tests that hold the tree to its rules.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Top { get; } = FindTop();

    /// <summary>The full path of a file or folder, given from the top with forward slashes.</summary>
    public static string PathOf(string path) => Path.Combine(Top, path);

    /// <summary>The text of a file, given from the top.</summary>
    public static string Read(string path) => File.ReadAllText(PathOf(path));

    /// <summary>Every source file below a folder, as paths from the top with forward slashes; what is built is left out.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) =>
        Directory.EnumerateFiles(PathOf(folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Top, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "node_modules"))
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);

    private static string FindTop()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BlazorJwt.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside of the repository: no folder above them holds BlazorJwt.sln.");
    }
}
