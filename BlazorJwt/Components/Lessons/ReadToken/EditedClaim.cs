using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlazorJwt.Labs.CallApi;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Components.Lessons.ReadToken;

/// <summary>A claim as a visitor edits it: as text.</summary>
internal static class EditedClaim
{
    /// <summary>The token with the claim set to this text, its signature as it was. The same text gives the same token.</summary>
    /// <param name="token">A token with a readable payload.</param>
    /// <param name="text">Its new value. A number stays a number when the text is one.</param>
    public static string Apply(DecodedToken token, string claim, string text)
    {
        if (token.Payload.Member(claim) is not { } before) return ForgedTokens.WithClaim(token.Text, claim, text);
        if (Text(before) == text) return token.Text;
        JsonNode value = before.ValueKind is JsonValueKind.Number
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : text;
        return ForgedTokens.WithClaim(token.Text, claim, value);
    }

    public static string Read(DecodedToken token, string claim) => token.Payload.Member(claim) is { } value ? Text(value) : "";

    private static string Text(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
