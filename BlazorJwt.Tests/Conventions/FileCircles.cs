using System.Text.RegularExpressions;

namespace BlazorJwt.Tests.Conventions;

/// <summary>Which file uses a type of which other, by the text. The compiled code does not say it: the compiler writes constants
/// out.</summary>
internal static partial class FileCircles
{
    /// <summary>Each use that leads back to where it is made, in a sentence. The files of a partial type count as one.</summary>
    public static IReadOnlyList<string> In(IEnumerable<(string Path, string Text)> files)
    {
        var sources = files.Select(file => new Source(file.Path, Code(file.Text))).ToArray();
        var first = new Dictionary<(string Namespace, string Name), string>();
        foreach (var source in sources)
        {
            foreach (var name in source.Types) first.TryAdd((source.Namespace, name), source.Path);
        }

        var uses = new Dictionary<string, Dictionary<string, string>>();
        foreach (var source in sources)
        {
            var path = source.Types.Select(name => first[(source.Namespace, name)]).FirstOrDefault(source.Path);
            var used = uses.TryGetValue(path, out var known) ? known : uses[path] = [];
            var others = first.Where(type => type.Value != path && source.Names(type.Key.Namespace, type.Key.Name));
            foreach (var (type, file) in others) used.TryAdd(file, type.Name);
        }

        return
        [
            .. from use in uses
               from to in use.Value
               where Reaches(uses, to.Key, use.Key, [])
               select $"{use.Key} uses {to.Value} of {to.Key}, which leads back.",
        ];
    }

    private static bool Reaches(Dictionary<string, Dictionary<string, string>> uses, string from, string to, HashSet<string> seen) =>
        seen.Add(from) && uses.TryGetValue(from, out var used)
        && (used.ContainsKey(to) || used.Keys.Any(next => Reaches(uses, next, to, seen)));

    // Without comments and texts; what stands in the braces of an interpolated text is code.
    private static string Code(string text) => NoCode().Replace(text, found => found.Value switch
    {
        ['$', '$', ..] => Holes(DoubleHole(), found.Value),
        ['$', ..] => Holes(Hole(), found.Value),
        _ => " ",
    });

    private static string Holes(Regex hole, string text) => string.Join(' ', hole.Matches(text).Select(match => match.Groups[1].Value));

    private sealed class Source
    {
        private readonly HashSet<string> _plain;
        private readonly HashSet<string> _qualified;
        private readonly HashSet<string> _usings;

        public Source(string path, string code)
        {
            Path = path;
            Namespace = NamespaceName().Match(code).Groups[1].Value;
            Types = [.. TypeName().Matches(code).Select(match => match.Groups[1].Value)];
            _usings = [.. Using().Matches(code).Select(match => match.Groups[1].Value)];
            // A property or a value of an enum may have the name of a type, and then means itself.
            var members = Member().Matches(code)
                .Where(match => !Keywords.Contains(match.Groups[1].Value)).Select(match => match.Groups[2].Value)
                .Concat(Value().Matches(code).Select(match => match.Groups[1].Value)).ToHashSet();
            _plain = [.. Word().Matches(code).Select(match => match.Value).Where(name => !members.Contains(name))];
            _qualified = [.. Qualified().Matches(code).SelectMany(match => Beginnings(match.Value.Split('.')))];
        }

        public string Path { get; }

        public string Namespace { get; }

        public IReadOnlyList<string> Types { get; }

        public bool Names(string space, string type) =>
            (_plain.Contains(type)
                && (space == Namespace || Namespace.StartsWith($"{space}.", StringComparison.Ordinal) || _usings.Contains(space)))
            || _qualified.Any(name => $".{space}.{type}".EndsWith($".{name}", StringComparison.Ordinal));

        // Of App.Deeper.Type.Member every beginning may be the type.
        private static IEnumerable<string> Beginnings(string[] parts) =>
            Enumerable.Range(2, parts.Length - 1).Select(length => string.Join('.', parts.Take(length)));
    }

    private static readonly HashSet<string> Keywords =
    [
        "and", "as", "await", "case", "class", "enum", "in", "interface", "is", "new", "not", "or", "out", "record", "ref",
            "return", "struct",
        "throw", "typeof", "where",
    ];

    [GeneratedRegex(
        """//[^\n]*|/\*.*?\*/|\$*("{3,}).*?\1(?!")|(?:\$@|@\$|@)"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|'(?:\\[^'\n]*.|[^'\\\n])'""",
        RegexOptions.Singleline)]
    private static partial Regex NoCode();

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\{\{([^{}]*)\}\}")]
    private static partial Regex DoubleHole();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceName();

    [GeneratedRegex(@"^using (?:static )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|sealed|static|abstract|readonly|partial) )*"
            + @"(?:class|record struct|record|struct|interface|enum) (\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"(?<![.\w@])[A-Z]\w*")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<![.\w])(?:[A-Z]\w*\.)+[A-Z]\w*")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"([\w>\]?)]+) ([A-Z]\w*)\s*(?:[,){;]|=)")]
    private static partial Regex Member();

    [GeneratedRegex(@"^ +([A-Z]\w*),\r?$", RegexOptions.Multiline)]
    private static partial Regex Value();
}
