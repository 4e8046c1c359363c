namespace BlazorJwt.Tokens;

/// <summary>Reads a token without checking it. Takes whatever a person pastes, and never throws.</summary>
internal static class TokenDecoder
{
    /// <summary>The longest text that is read. Nothing that is called a token is longer, and a page stays quick below it.</summary>
    public const int MaxCharacters = 64 * 1024;

    private static readonly string[] JwsParts = ["header", "payload", "signature"];
    private static readonly string[] JweParts = ["header", "encrypted key", "initialization vector", "ciphertext", "authentication tag"];

    public static DecodedToken Decode(string? pasted)
    {
        if (string.IsNullOrWhiteSpace(pasted)) return Unread("There is nothing to read yet.");
        if (pasted.Length > MaxCharacters)
        {
            return Unread($"The text has {pasted.Length:N0} characters, and at most {MaxCharacters:N0} are read. A token has a few hundred: copy the token alone.");
        }

        var text = PastedText.Clean(pasted, out var cleaned);
        if (text.Length == 0) return Unread("There is no token in this, only what stands around one.");
        if (text[0] is '{' or '[')
        {
            return new(text, [], [new(null, 0, TokenForm.JsonSerialization)], cleaned);
        }

        var pieces = text.Split('.');
        var names = pieces.Length == 5 ? JweParts : JwsParts;
        var problems = new List<TokenProblem>();
        if (pieces.Length is not (3 or 5))
        {
            problems.Add(new(null, pieces.Length < 3 ? text.Length : null, $"A signed token has three parts with dots between, an encrypted one five; this has {pieces.Length}."));
        }

        var parts = new List<DecodedPart>();
        var start = 0;
        foreach (var (index, piece) in pieces.Take(5).Index())
        {
            var name = index < names.Length ? names[index] : $"part {index + 1}";
            var holdsJson = index == 0 || (index == 1 && pieces.Length != 5);
            parts.Add(PartDecoder.Decode(name, start, piece, holdsJson, problems));
            start += piece.Length + 1;
        }

        return new(text, parts, problems, cleaned);
    }

    private static DecodedToken Unread(string problem) => new("", [], [new(null, null, problem)], []);
}
