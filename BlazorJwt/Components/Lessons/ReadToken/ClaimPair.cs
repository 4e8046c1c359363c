using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Components.Lessons.ReadToken;

/// <summary>One claim of two tokens, side by side.</summary>
/// <param name="Left">Its value in the first token; null where it has none.</param>
internal sealed record ClaimPair(string Name, JsonElement? Left, JsonElement? Right)
{
    public bool IsSame => Left is { } left && Right is { } right && JsonElement.DeepEquals(left, right);

    /// <summary>Every claim of two payloads, in the order of the first, then what only the second has.</summary>
    public static IReadOnlyList<ClaimPair> Of(JsonElement left, JsonElement right) =>
    [
        .. left.EnumerateObject().Select(member => member.Name).Union(right.EnumerateObject().Select(member => member.Name))
            .Select(name => new ClaimPair(name, left.Member(name), right.Member(name))),
    ];
}
