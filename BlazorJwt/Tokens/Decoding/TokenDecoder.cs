using BlazorJwt.Tokens.Jws;

namespace BlazorJwt.Tokens.Decoding;

/// <summary>Reads a token without checking it. Takes whatever a person pastes, and never throws.</summary>
internal static class TokenDecoder
{
    /// <summary>The longest text that is read. Nothing that is called a token is longer, and a page stays quick below it.</summary>
    public const int MaxCharacters = 64 * 1024;

    private const int MostParts = 5;
    private static readonly string[] JwsParts = ["header", "payload", "signature"];
    private static readonly string[] JweParts = ["header", "encrypted key", "initialization vector", "ciphertext", "authentication tag"];

    public static DecodedToken Decode(string? pasted)
    {
        if (string.IsNullOrWhiteSpace(pasted)) return Unread("There is nothing to read yet.");
        if (pasted.Length > MaxCharacters)
        {
            return Unread($"The text has {pasted.Length:N0} characters, and at most {MaxCharacters:N0} are read. A token has a few " +
                "hundred: copy the token alone.");
        }

        var text = PastedText.Clean(pasted, out var cleaned);
        if (text.Length == 0) return Unread("There is no token in this, only what stands around one.");
        if (text[0] is '{' or '[')
        {
            return new(text, [], [new(null, 0, TokenForm.JsonSerialization)], cleaned);
        }

        var problems = new List<TokenProblem>();
        return new(text, Parts(text, text.Split('.'), problems), problems, cleaned);
    }

    private static List<DecodedPart> Parts(string text, string[] pieces, List<TokenProblem> problems)
    {
        var header = PartDecoder.Decode("header", 0, pieces[0], holdsJson: true, problems);
        // Five parts are a JWE. With fewer, the header still tells that one was cut off: only a JWE has enc (RFC 7516 section 4.1.2).
        var hasEncryption = header.Json is { } json && json.TryGetProperty("enc", out _);
        var isEncrypted = pieces.Length == MostParts || hasEncryption;
        var names = isEncrypted ? JweParts : JwsParts;
        var count = CountProblem(text, pieces, names, hasEncryption);
        if (isEncrypted && !hasEncryption && header.Json is not null)
            problems.Add(new("header", 0, "The header names no enc: five parts are an encrypted token, and nothing says how the content " +
                "is encrypted."));

        var parts = new List<DecodedPart> { header };
        foreach (var (index, piece) in pieces.Take(MostParts).Index().Skip(1))
        {
            var start = parts[^1].Start + parts[^1].Text.Length + 1;
            parts.Add(PartDecoder.Decode(names.ElementAtOrDefault(index) ?? $"part {index + 1}", start, piece,
                holdsJson: index == 1 && !isEncrypted, problems));
        }

        if (count is not null)
        {
            // In the order of the text: of a token that was cut off, what is wrong before its last part comes first, and what the cut did
            // to that part comes after.
            var last = parts.ElementAtOrDefault(Math.Min(pieces.Length - 1, names.Length))?.Start;
            var place = problems.FindIndex(problem => problem.Position >= last);
            problems.Insert(place < 0 ? problems.Count : place, count);
        }

        SayCutShort(parts, problems);
        return parts;
    }

    // What a cut does to the last character is the least of it.
    private static void SayCutShort(List<DecodedPart> parts, List<TokenProblem> problems)
    {
        if (parts is not [{ Json: { } header }, _, { Name: "signature" } signature]) return;
        var place = problems.FindIndex(problem => problem.Part == signature.Name);
        if (place < 0 || header.Text("alg") is not { } algorithm) return;
        if (SignatureLength.CutShort(algorithm, signature.Text) is { } cut)
            problems[place] = new(signature.Name, signature.Start + signature.Text.Length, cut);
    }

    private static TokenProblem? CountProblem(string text, string[] pieces, string[] names, bool hasEncryption)
    {
        if (pieces.Length == names.Length) return null;
        var rule = hasEncryption ? "The header has enc: this is an encrypted token, and those have five parts with dots between"
            : "A signed token has three parts with dots between, an encrypted one five";
        if (pieces.Length > names.Length)
            return new(null, pieces.Take(names.Length).Sum(piece => piece.Length + 1) - 1, $"{rule}; this has {pieces.Length}.");
        return new(null, text.Length, $"{rule}; this has {pieces.Length}. It ends in the {names[pieces.Length - 1]}: the rest was not " +
            "copied, or is missing.");
    }

    private static DecodedToken Unread(string problem) => new("", [], [new(null, null, problem)], []);
}
