using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>
/// Writes another issuer's key set as text to look at and to check with. Public members only: what is not named here is left out. What is
/// odd stays odd, so that a reader of the text ignores that key and no other (RFC 7517 section 5).
/// </summary>
internal static class JwkSet
{
    // The characters of base64url and addresses need no escape; this text goes into a text field and nowhere else.
    private static readonly JsonWriterOptions Indented =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The array of keys; false when the document has none.</summary>
    public static bool TryFindKeys(JsonDocument document, out JsonElement keys)
    {
        keys = default;
        return document.RootElement is { ValueKind: JsonValueKind.Object } set
            && set.TryGetProperty("keys", out keys) && keys.ValueKind is JsonValueKind.Array;
    }

    public static string Write(JsonElement keys)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, Indented))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys");
            foreach (var key in keys.EnumerateArray()) WriteKey(writer, key);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    private static void WriteKey(Utf8JsonWriter writer, JsonElement key)
    {
        // An entry with half a character in it can't be written again. Nothing that is no object is a key.
        if (key.ValueKind is not JsonValueKind.Object || IsUnwritable(key))
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        // As they are listed: a member that is there twice stays so.
        foreach (var member in key.EnumerateObject().Where(member => IsShown(member.Name, member.Value.ValueKind))) member.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static bool IsUnwritable(JsonElement key) =>
        StrictJson.Problem(JsonMarshal.GetRawUtf8Value(key).ToArray(), "key") is { } problem && !StrictJson.IsDuplicate(problem);

    // Some issuers write null for what does not apply; for key_ops that is an error. A certificate is long and not used here; an odd one
    // must be seen.
    private static bool IsShown(string name, JsonValueKind kind) => name switch
    {
        "kty" or "use" or "alg" or "kid" or "crv" or "x" or "y" or "n" or "e" or "pub" => kind is not JsonValueKind.Null,
        "key_ops" => true,
        "x5u" or "x5t" or "x5t#S256" => kind is not (JsonValueKind.Null or JsonValueKind.String),
        "x5c" => kind is not (JsonValueKind.Null or JsonValueKind.Array),
        _ => false,
    };
}
