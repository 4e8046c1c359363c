using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Components.Debugger;

/// <summary>A run of characters of a token that are drawn alike.</summary>
/// <param name="Part">The colour: header, payload or signature; null for a dot and what has no colour.</param>
/// <param name="IsWrong">True for the character where the first thing is wrong.</param>
internal sealed record TokenPiece(string? Part, string Text, bool IsWrong = false)
{
    public override string ToString() => $"{Part}, {Text.Length} characters (redacted)";
}

/// <summary>Cuts a token into pieces to draw in its colours, with a mark where the first thing is wrong.</summary>
internal static class TokenPieces
{
    // A JWE has five parts. What is encrypted has the payload's colour, what proves it the signature's.
    private static readonly string?[] Signed = ["header", "payload", "signature"];
    private static readonly string?[] Encrypted = ["header", "signature", null, "payload", "signature"];

    /// <summary>The pieces in order. Put together they are the token, and an end mark when it breaks off.</summary>
    public static IReadOnlyList<TokenPiece> Of(DecodedToken token)
    {
        var mark = token.Problems.Count > 0 ? token.Problems[0].Position : null;
        var colours = token.IsEncrypted ? Encrypted : Signed;
        var pieces = new List<TokenPiece>();
        var start = 0;
        foreach (var (index, part) in token.Text.Split('.').Index())
        {
            if (index > 0) pieces.AddRange(Cut(null, ".", mark - start++));
            pieces.AddRange(Cut(colours.ElementAtOrDefault(index), part, mark - start));
            start += part.Length;
        }

        if (mark >= token.Text.Length) pieces.Add(new(null, "▯", true));
        return [.. pieces.Where(piece => piece.Text.Length > 0)];
    }

    private static IEnumerable<TokenPiece> Cut(string? part, string text, int? mark) => mark is { } at && at >= 0 && at < text.Length
        ? [new(part, text[..at]), new(part, text[at..(at + 1)], true), new(part, text[(at + 1)..])]
        : [new(part, text)];
}
