using System.Text.Json.Nodes;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Components.Debugger;

/// <summary>The header of a token that is about to be signed. It must name the algorithm it is really signed with.</summary>
internal static class SignedHeader
{
    /// <summary>The header as typed; where it names another key, with <c>alg</c> and <c>kid</c> of this one, and a note.</summary>
    public static (string Header, string? Note) For(string typed, TokenKey key)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return (Write(new() { ["alg"] = key.Algorithm, ["typ"] = "JWT" }), "The header was empty: alg and typ were written.");
        var value = JsonText.Read(typed).Value!.Value;
        var changes = new List<string>();
        if (!Says(value, "alg", key.Algorithm)) changes.Add("alg");
        // A kid that names another key would send anyone who checks the token to the wrong one. None is fine here.
        if (value.Member("kid") is not null && !Says(value, "kid", key.KeyId)) changes.Add("kid");
        if (changes.Count == 0) return (typed, null);

        var header = new JsonObject();
        foreach (var member in value.EnumerateObject()) header[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        foreach (var name in changes) header[name] = name is "alg" ? key.Algorithm : key.KeyId;
        return (Write(header), $"{string.Join(" and ", changes)} in the header {(changes.Count == 1 ? "was" : "were")} set to the key’s.");
    }

    private static bool Says(System.Text.Json.JsonElement header, string name, string text) =>
        header.Text(name) == text;

    private static string Write(JsonObject header) => JsonText.Spread(System.Text.Json.JsonSerializer.SerializeToElement(header));
}
