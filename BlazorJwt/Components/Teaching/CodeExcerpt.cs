using System.Collections.Concurrent;
using System.Text;

namespace BlazorJwt.Components.Teaching;

/// <summary>A file of this app's source, embedded at build, and the part of it that a lesson is about.</summary>
/// <param name="Path">Its path from the top of the repository.</param>
/// <param name="Marked">The marked part, with its doc comment.</param>
/// <param name="FirstLine">The line number of the marked part, from 1.</param>
internal sealed record CodeExcerpt(string Path, string Before, string Marked, string After, int FirstLine)
{
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    /// <summary>Opens a file and finds the part that starts at the line with this text.</summary>
    /// <param name="path">The path from the top of the repository, with slashes.</param>
    /// <param name="mark">Text of the line where the part starts; it ends where the indentation comes back. Null marks all of it.</param>
    /// <exception cref="FileNotFoundException">No such file is embedded, or the mark is not in it: the lesson must be mended.</exception>
    public static CodeExcerpt Open(string path, string? mark)
    {
        var text = Texts.GetOrAdd(path, Read).TrimEnd();
        if (mark is null) return new(path, "", text, "", 1);

        var lines = text.Split('\n');
        var at = Array.FindIndex(lines, line => line.Contains(mark, StringComparison.Ordinal));
        if (at < 0) throw new FileNotFoundException($"{path} has no line with the text: {mark}", path);

        var first = at;
        while (first > 0 && IsLeading(lines[first - 1])) first--;
        var end = End(lines, at);
        return new(path, Join(lines[..first]), Join(lines[first..end]), Join(lines[end..]), first + 1);
    }

    /// <summary>The whole text of an embedded file.</summary>
    /// <exception cref="FileNotFoundException">No such file is embedded.</exception>
    public static string Read(string path)
    {
        using var stream = typeof(CodeExcerpt).Assembly.GetManifestResourceStream($"source/{path}")
            ?? throw new FileNotFoundException($"{path} is not among the embedded sources.", path);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static bool IsLeading(string line) =>
        line.TrimStart() is var text && (text.StartsWith("///", StringComparison.Ordinal) || text.StartsWith('['));

    // A part lasts until a line that is indented no deeper than its first; a line that closes it still belongs to it.
    private static int End(string[] lines, int at)
    {
        for (var index = at + 1; index < lines.Length; index++)
        {
            var line = lines[index].TrimStart();
            if (line.Length == 0 || line == "{" || Depth(lines[index]) > Depth(lines[at])) continue;
            return line[0] is '}' or ')' or ']' || line.StartsWith("</", StringComparison.Ordinal) ? index + 1 : index;
        }

        return lines.Length;
    }

    private static int Depth(string line) => line.Length - line.TrimStart().Length;

    private static string Join(string[] lines) => string.Join('\n', lines).Trim('\n');
}
