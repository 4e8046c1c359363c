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
    private const char Frame = '\u0001';
    private const char Entry = '\u0002';

    // What .NET, the library and Java write before an exception that is inside another one.
    private static readonly string[] Inside = ["--->", "exceptionscaught:", "exception:'"];
    private static readonly string[] InsideAfterFrames = ["innerexception", "causedby:"];

    private readonly string _flat;
    private readonly List<(int Position, Level Level)> _levels = [(0, default)];

    private PastedText(string flat)
    {
        _flat = flat;
        ReadLevels();
    }

    public static PastedText Read(string text)
    {
        var plain = WithoutEscapes(text.Length > Longest ? text[..Longest] : text);
        if (plain.Contains('&', StringComparison.Ordinal)) plain = WebUtility.HtmlDecode(plain);
        plain = Token().Replace(Colours().Replace(plain, ""), token => $"{token} {Decoded(token.ValueSpan)}", MostTokens);
        var flat = Squeezed(plain, withMarks: true);
        // A link to the page of a code is no error, unless nothing else is there.
        var unlinked = flat.Replace("aka.ms/idx", "aka.ms/", StringComparison.Ordinal);
        return new(unlinked.Contains("idx", StringComparison.Ordinal) ? unlinked : flat);
    }

    /// <summary>Words in the form in which a text is searched.</summary>
    public static string Squeezed(string words) => Squeezed(words, withMarks: false);

    /// <summary>The first place where these words, squeezed, are near each other; -1 when there is none.</summary>
    public int PositionOf(IReadOnlyList<string> words)
    {
        for (var from = 0; from < _flat.Length;)
        {
            var at = _flat.IndexOf(words[0], from, StringComparison.Ordinal);
            if (at < 0) return -1;
            var low = Math.Max(0, at - Near);
            var around = _flat.AsSpan(low, Math.Min(_flat.Length, at + Near) - low);
            string? missing = null;
            foreach (var word in words.Skip(1))
            {
                if (!around.Contains(word, StringComparison.Ordinal)) missing = word;
            }

            if (missing is null) return at;
            // No place before the next one of the missing word can do.
            var next = _flat.IndexOf(missing, Math.Max(0, low + around.Length - missing.Length), StringComparison.Ordinal);
            if (next < 0) return -1;
            from = Math.Max(at + 1, next + missing.Length - Near);
        }

        return -1;
    }

    public Level LevelAt(int position) => _levels.FindLast(level => level.Position <= position).Level;

    /// <summary>The first code of Microsoft.IdentityModel, known here or not; null when there is none.</summary>
    public string? Code => CodePattern().Match(_flat) is { Success: true } code ? code.Value.ToUpperInvariant() : null;

    /// <summary>True when the number of the status is in the text by itself.</summary>
    public static bool Has401(string text) => Status().IsMatch(text);

    /// <summary>The description in a WWW-Authenticate header, with its tokens masked; null when there is none.</summary>
    public static string? Description(string text) =>
        DescriptionPattern().Match(WithoutEscapes(text)) is { Success: true } found ? MaskedText.Of(found.Groups[1].Value) : null;

    private void ReadLevels()
    {
        var marks = (from mark in (string[])[$"{Frame}", $"{Entry}", .. Inside, .. InsideAfterFrames]
                     from position in Positions(mark)
                     orderby position
                     select (position, mark)).ToArray();
        var (errors, now, beforeFrames, isInFrames) = (0, default(Level), default(Level), false);
        foreach (var (position, mark) in marks)
        {
            if (mark[0] == Frame)
            {
                if (!isInFrames) beforeFrames = now;
                (now, isInFrames) = (new(++errors, 0), true);
            }
            else if (mark[0] == Entry)
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

    private static string Squeezed(string text, bool withMarks)
    {
        var flat = new StringBuilder(text.Length);
        foreach (var line in text.EnumerateLines())
        {
            if (withMarks && FrameLine().IsMatch(line)) flat.Append(Frame);
            else if (withMarks && EntryLine().IsMatch(line) && !line.Contains("--->", StringComparison.Ordinal)) flat.Append(Entry);
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

    [GeneratedRegex("idx[0-9]{5}", RegexOptions.NonBacktracking)]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"\b401\b", RegexOptions.NonBacktracking)]
    private static partial Regex Status();

    [GeneratedRegex("error_description=\"([^\"]{1,300})\"", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex DescriptionPattern();
}
