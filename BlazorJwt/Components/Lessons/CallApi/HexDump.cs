using System.Globalization;
using System.Text;
using BlazorJwt.HttpLog.Tap;

namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>Bytes as a dump shows them: sixteen in a row, in hexadecimal digits and as letters.</summary>
/// <param name="token">A token to mark among them; null for none.</param>
internal sealed class HexDump(TappedBytes bytes, string? token)
{
    private const int Row = 16;

    /// <summary>The number of the first byte of each row.</summary>
    public string Offsets =>
        string.Join('\n', Enumerable.Range(0, bytes.Kept.Length).Where(at => at % Row == 0)
            .Select(at => at.ToString("0000", CultureInfo.InvariantCulture)));

    /// <summary>Where each piece begins and ends, with the part of the token that it is; null for what is no part of one.</summary>
    public IEnumerable<(int From, int To, string? Part)> Pieces()
    {
        var done = 0;
        foreach (var begin in token is null ? [] : bytes.Find(token))
        {
            yield return (done, begin, null);
            var at = begin;
            foreach (var (part, kind) in token!.Split('.').Zip(["header", "payload", "signature"]))
            {
                yield return (at, at + part.Length, kind);
                at += part.Length;
                if (at < begin + token.Length) yield return (at, ++at, "dot");
            }

            done = at;
        }

        yield return (done, bytes.Kept.Length, null);
    }

    public string Hex(int from, int to) => Write(from, to, (value, at) => $"{value:x2}{(IsLast(at) ? '\n' : ' ')}");

    /// <summary>A piece as letters, with a dot for what is no printable character of ASCII.</summary>
    public string Letters(int from, int to) => Write(from, to, (value, at) => $"{Letter(value)}{(IsLast(at) ? "\n" : "")}");

    /// <summary>A piece as letters, broken into lines where the text is.</summary>
    public string Lines(int from, int to) => Write(from, to, (value, _) => value switch
    {
        (byte)'\n' => "\n",
        (byte)'\r' => "",
        _ => $"{Letter(value)}",
    });

    private string Write(int from, int to, Func<byte, int, string> write)
    {
        var text = new StringBuilder();
        for (var at = from; at < to; at++) text.Append(write(bytes.Kept.Span[at], at));
        return text.ToString();
    }

    private static bool IsLast(int at) => at % Row == Row - 1;

    private static char Letter(byte value) => value is >= 0x20 and < 0x7f ? (char)value : '.';
}
