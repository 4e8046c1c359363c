using System.Text;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Components.Lessons.ReadToken;

/// <summary>Where a visitor is in writing bytes as base64url, or in reading them.</summary>
internal sealed class Base64UrlState(DecodedToken? token)
{
    /// <summary>The longest text of the visitor's own, in characters.</summary>
    public const int Longest = 60;

    /// <summary>What is shown, in the order in which bytes are written.</summary>
    public static readonly string[] Rows = ["bytes", "bits", "numbers", "characters"];

    private string _source = token is null ? "own" : "header";

    /// <summary>What is written: <c>header</c> or <c>payload</c> of the token, or a text of the visitor's <c>own</c>.</summary>
    public string? Source
    {
        get => _source;
        set => (_source, Index, Step) = (token is not null && value is "header" or "payload" ? value : "own", 0, 1);
    }

    public string Own { get; set; } = "Zoë?>~";

    /// <summary>Which way: <c>write</c> or <c>read</c>.</summary>
    public string Way { get; set; } = "write";

    /// <summary>True for the way from characters back to bytes.</summary>
    public bool IsBack => Way is "read";

    /// <summary>The group of bytes that is shown, from 0.</summary>
    public int Index { get; set; }

    /// <summary>The step, from 1.</summary>
    public int Step { get; set; } = 1;

    public byte[] Bytes => _source is "own"
        ? Encoding.UTF8.GetBytes(Own.Length <= Longest ? Own : Own[..Longest])
        : token!.Parts[_source is "header" ? 0 : 1].Bytes?.ToArray() ?? [];

    /// <summary>The rows of this step, from above.</summary>
    public IEnumerable<string> Shown => (IsBack ? Rows.Reverse() : Rows).Take(Step);

    /// <summary>How a bit is cut off: in bytes at first, and in groups of six from the third step on.</summary>
    public string Cut(int bit) => bit / (Step > 2 != IsBack ? 6 : 8) % 2 == 0 ? "even" : "odd";

    public string Say(Base64UrlGroup group) => (Step, IsBack) switch
    {
        (1, false) => $"{Count(group)}: each is a number from 0 to 255, written here in hexadecimal.",
        (2, false) => $"Each byte has eight bits, so there are {group.Bytes.Length * 8}.",
        (3, false) => $"The same bits, cut by six{(group.Spare > 0 ? $", with {group.Spare} zeros to fill up the last" : "")}: "
            + $"{group.Characters.Length} numbers from 0 to 63.",
        (_, false) =>
            "Each number has its character: A–Z are 0 to 25, a–z 26 to 51, 0–9 52 to 61, - is 62 and _ is 63. No key was asked for.",
        (1, true) => $"{group.Characters.Length} characters of the token.",
        (2, true) => "Each stands for a number: its place in A–Z, a–z, 0–9, - and _.",
        (3, true) => $"Each number has six bits, so there are {group.Characters.Length * 6}"
            + $"{(group.Spare > 0 ? $". The last {group.Spare} are zeros that only fill up" : "")}.",
        _ => $"Cut by eight they are the {Count(group)} again. No key was asked for.",
    };

    /// <summary>The text with a group's characters cut out. One that begins in one group and ends in the next is whole in both.</summary>
    public static (string Before, string Here, string After) Mark(byte[] bytes, int start, int length)
    {
        var end = start + length;
        while (start > 0 && IsInside(bytes[start])) start--;
        while (end < bytes.Length && IsInside(bytes[end])) end++;
        return (Encoding.UTF8.GetString(bytes[..start]), Encoding.UTF8.GetString(bytes[start..end]), Encoding.UTF8.GetString(bytes[end..]));
    }

    // RFC 3629 section 3: every byte of a character but its first begins with the bits 10.
    private static bool IsInside(byte one) => (one & 0xC0) == 0x80;

    private static string Count(Base64UrlGroup group) => group.Bytes.Length == 1 ? "1 byte" : $"{group.Bytes.Length} bytes";
}
