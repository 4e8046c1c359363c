using System.Text.Json;

namespace BlazorJwt.Tokens.Decoding;

/// <summary>Reads members of JSON that may be anything: no member, another type and no object at all are null, and never an
/// exception.</summary>
internal static class JsonMembers
{
    public static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : null;

    public static JsonElement? Member(this JsonElement? json, string name) => json?.Member(name);

    public static string? Text(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static string? Text(this JsonElement? json, string name) => json?.Text(name);
}
