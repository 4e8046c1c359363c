using System.Text.Json;
using System.Text.Json.Serialization;
using BlazorJwt.Tokens;

namespace BlazorJwt.Components;

/// <summary>Writes of a verdict what a page shows, and reads it as one to look at: it lets nobody in.</summary>
internal sealed class KeptVerdict : JsonConverter<TokenVerdict>
{
    public override TokenVerdict Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var shown = JsonSerializer.Deserialize<Shown>(ref reader, options) ?? throw new JsonException("A verdict is an object.");
        return TokenVerdict.ToLookAt(shown.Checks, shown.Refusal, shown.At, shown.LookUps, shown.Issuer);
    }

    public override void Write(Utf8JsonWriter writer, TokenVerdict value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Shown(value.Checks, value.Refusal, value.At, value.LookUps, value.Policy.Issuer), options);

    private sealed record Shown(IReadOnlyList<TokenCheck> Checks, TokenRefusal? Refusal, DateTimeOffset At, int LookUps, string? Issuer);
}
