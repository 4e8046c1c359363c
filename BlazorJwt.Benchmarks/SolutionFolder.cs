namespace BlazorJwt.Benchmarks;

/// <summary>Finds the repository, from wherever the command was started.</summary>
internal static class SolutionFolder
{
    public static string PathOf(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BlazorJwt.sln")))
            folder = folder.Parent;
        return Path.Combine(
            [folder?.FullName ?? throw new InvalidOperationException("No folder above the program holds BlazorJwt.sln."), .. parts]);
    }
}
