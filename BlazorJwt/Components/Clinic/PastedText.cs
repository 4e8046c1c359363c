using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace BlazorJwt.Components.Clinic;

/// <summary>
/// A pasted text made ready to be searched: without white space, colours, escapes and differences of case. So it does not matter where a
/// terminal wrapped its lines, or whether a log wrote it as JSON.
/// </summary>
internal sealed partial class PastedText
{
    /// <summary>The longest text that is searched, in characters. What comes after is cut off.</summary>
    public const int Longest = 200_000;

    // The words of one error are at most so far apart, in characters without white space.
    private const int Near = 4_000;

    private const int MostTokens = 3;

    // Where a frame of a stack trace, and an entry of a log, begins.
    private const string Frame = "a frame";
    private const string Entry = "an entry";

    // What .NET, the library and Java write before an exception that is inside another one.
    private static readonly string[] Inside = ["--->", "exceptionscaught:", "exception:'"];
    private static readonly string[] InsideAfterFrames = ["innerexception", "causedby:"];

    // One request ends there: what is before it and what is after it are not one error.
    private static readonly string[] Ends = ["requeststarting", "requestfinished", "waschallenged", "401unauthorized", "-401"];

    private readonly string _flat;
    private readonly int[] _ends;
    private readonly List<(int Position, Level Level)> _levels = [(0, default)];

    private PastedText(string plain)
    {
        List<(int Position, string Mark)> lines = [];
        var flat = Squeezed(plain, lines);
        // A link to the page of a code is no error, unless nothing else is there.
        var unlinked = flat.Replace("aka.ms/idx", "aka.ms/___", StringComparison.Ordinal);
        _flat = unlinked.Contains("idx", StringComparison.Ordinal) ? unlinked : flat;
        _ends = [.. Ends.SelectMany(Positions).Order()];
        ReadLevels(lines);
    }

    /// <summary>The whole text when some of its lines are source code; null when none is.</summary>
    public PastedText? WithSource { get; private init; }

    public static PastedText Read(string text)
    {
        var plain = WithoutEscapes(text.Length > Longest ? text[..Longest] : text);
        if (plain.Contains('&', StringComparison.Ordinal)) plain = WebUtility.HtmlDecode(plain);
        plain = Token().Replace(Colours().Replace(plain, ""), token => $"{token} {Decoded(token.ValueSpan)}", MostTokens);
        var messages = string.Join('\n', plain.Split('\n').Where(line => !SourceLine().IsMatch(line)));
        return new(messages) { WithSource = messages.Length == plain.Length ? null : new(plain) };
    }

    /// <summary>Words in the form in which a text is searched.</summary>
    public static string Squeezed(string words) => Squeezed(words, null);

    /// <summary>The first place where these words, squeezed, are near each other; -1 when there is none.</summary>
    public int PositionOf(IReadOnlyList<string> words, string? unless)
    {
        for (var from = 0; from < _flat.Length;)
        {
            var at = _flat.IndexOf(words[0], from, StringComparison.Ordinal);
            if (at < 0) return -1;
            var (low, high) = Around(at, words.Count > 1 ? words[0].Length : 0);
            var around = _flat.AsSpan(low, high - low);
            string? missing = null;
            foreach (var word in words.Skip(1))
            {
                if (!around.Contains(word, StringComparison.Ordinal)) missing = word;
            }

            if (missing is null && (unless is null || !around.Contains(unless, StringComparison.Ordinal))) return at;
            if (missing is null || high < Math.Min(_flat.Length, at + Near))
            {
                from = Math.Max(at + 1, missing is null ? 0 : high);
                continue;
            }

            // No place before the next one of the missing word can do.
            var next = _flat.IndexOf(missing, Math.Max(0, low + around.Length - missing.Length), StringComparison.Ordinal);
            if (next < 0) return -1;
            from = Math.Max(at + 1, next + missing.Length - Near);
        }

        return -1;
    }

    // The part of one request, as far as it is near.
    private (int Low, int High) Around(int at, int length)
    {
        var (low, high) = (Math.Max(0, at - Near), Math.Min(_flat.Length, at + Near));
        if (length == 0) return (low, high);
        var next = Array.BinarySearch(_ends, at + length);
        if (next < 0) next = ~next;
        if (next < _ends.Length) high = Math.Min(high, _ends[next]);
        var last = next;
        while (last > 0 && _ends[last - 1] >= at) last--;
        if (last > 0) low = Math.Max(low, _ends[last - 1]);
        return (low, high);
    }

    public Level LevelAt(int position) => _levels.FindLast(level => level.Position <= position).Level;

    /// <summary>The first code of an error, known here or not; that of a note when there is no other; null when there is none.</summary>
    public string? Code
    {
        get
        {
            var codes = CodePattern().Matches(_flat).Select(code => code.Value.ToUpperInvariant()).Distinct().ToArray();
            return codes.FirstOrDefault(code => IdentityModelCodes.Find(code)?.IsError != false) ?? codes.FirstOrDefault();
        }
    }

    /// <summary>The first status of a refusal that is in the text by itself, 401 or 403; null when none is.</summary>
    public static string? Refusal(string text) => Status().Match(text) is { Success: true } found ? found.Value : null;

    /// <summary>The member of the JSON that could not be read; null when the text names none.</summary>
    public static string? Member(string text) => MemberPattern().Match(WithoutEscapes(text)) is { Success: true } found
        ? MaskedText.Of(found.Groups[1].Value)
        : null;

    /// <summary>The description in a WWW-Authenticate header, with its tokens masked; null when there is none.</summary>
    public static string? Description(string text) =>
        DescriptionPattern().Match(WithoutEscapes(text)) is { Success: true } found ? MaskedText.Of(found.Groups[1].Value) : null;

    private void ReadLevels(List<(int Position, string Mark)> lines)
    {
        var words = from mark in (string[])[.. Inside, .. InsideAfterFrames]
                    from position in Positions(mark)
                    select (Position: position, Mark: mark);
        var (errors, now, beforeFrames, isInFrames) = (0, default(Level), default(Level), false);
        foreach (var (position, mark) in lines.Concat(words).OrderBy(mark => mark.Position))
        {
            if (mark == Frame)
            {
                if (!isInFrames) beforeFrames = now;
                (now, isInFrames) = (new(++errors, 0), true);
            }
            else if (mark == Entry)
            {
                (now, isInFrames) = (new(++errors, 0), false);
            }
            else
            {
                if (isInFrames && InsideAfterFrames.Contains(mark)) now = beforeFrames;
                (now, isInFrames) = (now with { Depth = now.Depth + 1 }, false);
            }

            _levels.Add((position, now));
        }
    }

    private IEnumerable<int> Positions(string mark)
    {
        for (var at = _flat.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = _flat.IndexOf(mark, at + 1, StringComparison.Ordinal))
            yield return at;
    }

    private static string Squeezed(string text, List<(int Position, string Mark)>? marks)
    {
        var flat = new StringBuilder(text.Length);
        foreach (var line in text.EnumerateLines())
        {
            if (marks is not null && FrameLine().IsMatch(line)) marks.Add((flat.Length, Frame));
            else if (marks is not null && EntryLine().IsMatch(line) && !line.Contains("--->", StringComparison.Ordinal))
                marks.Add((flat.Length, Entry));
            foreach (var character in line)
            {
                if (char.IsWhiteSpace(character) || char.IsControl(character)
                    || char.GetUnicodeCategory(character) == UnicodeCategory.Format)
                    continue;
                flat.Append(character switch
                {
                    '’' or '‘' or '‚' => '\'',
                    '“' or '”' or '„' or '«' or '»' => '"',
                    _ => char.ToLowerInvariant(character),
                });
            }
        }

        return flat.ToString();
    }

    // \n, \t, ", ' and > as JSON writes them, once or twice over.
    private static string WithoutEscapes(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\')
            {
                plain.Append(text[at]);
                continue;
            }

            while (at < text.Length && text[at] == '\\') at++;
            if (at == text.Length) break;
            var isCode = text[at] == 'u' && at + 4 < text.Length
                && ushort.TryParse(text.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                && plain.Append((char)code) is not null;
            if (isCode) at += 4;
            else plain.Append(text[at] switch { 'n' or 'r' => '\n', 't' => ' ', var other => other });
        }

        return plain.ToString();
    }

    // Header and payload of a token that the message shows: whose it is may be the answer.
    private static string Decoded(ReadOnlySpan<char> token)
    {
        var text = new StringBuilder();
        foreach (var part in token.Split('.'))
        {
            if (text.Length > 0 && part.End.Value == token.Length) break;
            try
            {
                text.Append(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token[part])));
            }
            catch (FormatException)
            {
                break;
            }
        }

        return text.ToString();
    }

    // A frame of a stack trace in any language: a word, a name with dots, and a parenthesis. A container or a time may be before it.
    [GeneratedRegex(
        @"^(?:[\w.-]+\s*\|)?\s*(?:\d[\dT:.,Z+-]+\s+){0,2}(?:\S{1,12}\s+)?[\w`<>\[\],+$|]+(?:\.+[\w`<>\[\],+$|]+)+\(",
        RegexOptions.NonBacktracking)]
    private static partial Regex FrameLine();

    // The head of an entry of a log: a level or a time, behind the name of a container or not.
    [GeneratedRegex(@"^(?:[\w.-]+\s*\| *)?\[?(?:(?:info|fail|warn|dbug|crit|trce) ?:|\d{2,4}[-/:.]\d\d)",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex EntryLine();

    [GeneratedRegex(@"\u001b?\[[0-9;]{1,16}m", RegexOptions.NonBacktracking)]
    private static partial Regex Colours();

    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    // A line of a program: it begins with a keyword and ends as code does, is a comment, calls, assigns or compares.
    [GeneratedRegex(
        @"^\s*(?:\d+\s*[|:]?\s+)?(?:(?://|/\*|\*)\s.*|\}\s*(?:catch|else|finally)\b.*|\.\w+\(.*"
            + @"|(?:.*\s)?instanceof\s.*|.*\bisinstance\(.*|.*\s[=!]==\s.*|(?:const|let|var)\s+\w+\s*=.*"
            + @"|[\w.\[\]<>!?]+\(.*\)\s*;|[\w.\[\]]+\s[+?]*=\s.*"
            + @"|(?:const|let|var|return|throw|raise|await|if|else|catch|except|try|using|public|private|protected|internal"
            + @"|function|def|class|func|foreach|switch)\b.*[;{}:()=,]|(?:import|from)\s+[\w.{}]+(?:\s+(?:import|from)\s.*)?)\s*$",
        RegexOptions.NonBacktracking)]
    private static partial Regex SourceLine();

    [GeneratedRegex("id[xw][0-9]{5}", RegexOptions.NonBacktracking)]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"\b40[13]\b", RegexOptions.NonBacktracking)]
    private static partial Regex Status();

    [GeneratedRegex(@"Reading:\s*'[^']{0,200}\.([^'.\s]{1,60})\s*'", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex MemberPattern();

    [GeneratedRegex("error_description=\"([^\"]{1,300})\"", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex DescriptionPattern();
}
