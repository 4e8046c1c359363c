using System.Text;
using System.Text.Json;

namespace BlazorJwt.Tokens.Keys;

/// <summary>Reads a JWK or a JWK set (RFC 7517), and holds each key to what it says of itself: <c>alg</c>, <c>use</c>, <c>key_ops</c>.</summary>
internal static class JwkReader
{
    private const string Ambiguous = "Two keys of the set have the same kid: which of them is meant can't be told (RFC 7517 section 4.5).";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static KeyReading Read(string text, string algorithm)
    {
        if (text.AsSpan().TrimStart().StartsWith("-----")) return KeyReading.Failed("This is PEM: say so.");
        var json = Strict.GetBytes(text.Trim());
        if (StrictJson.Problem(json, "key") is { } problem) return KeyReading.Failed(problem);
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("keys", out var keys) ? Set(keys, algorithm) : One(document.RootElement, algorithm);
    }

    private static KeyReading One(JsonElement jwk, string algorithm)
    {
        var notes = new List<string>();
        var (key, problem) = JwkKey.Read(jwk, algorithm, notes);
        return key is null ? KeyReading.Failed(problem!, notes) : new([key], null, notes);
    }

    // RFC 7517 section 5: a key of a set that can't be used is passed over. What makes the set itself doubtful refuses it whole.
    private static KeyReading Set(JsonElement entries, string algorithm)
    {
        if (entries.ValueKind is not JsonValueKind.Array) return KeyReading.Failed("keys is not an array: that makes no JWK set.");
        if (entries.GetArrayLength() == 0) return KeyReading.Failed("The JWK set is empty.");
        if (entries.EnumerateArray().Select(KeyId).OfType<string>().GroupBy(keyId => keyId, StringComparer.Ordinal).Any(same => same.Count() > 1)) return KeyReading.Failed(Ambiguous);
        var notes = new List<string>();
        var keys = new List<TokenKey>();
        string? first = null;
        foreach (var (index, entry) in entries.EnumerateArray().Index())
        {
            var (key, problem) = entry.ValueKind is JsonValueKind.Object ? JwkKey.Read(entry, algorithm, notes) : (null, "An entry of the set is not an object.");
            if (key is not null) keys.Add(key);
            else notes.Add($"Key {index + 1} of the set is passed over. {problem}");
            first ??= problem;
        }

        if (keys.Count == 0) return KeyReading.Failed(entries.GetArrayLength() == 1 ? first! : "No key of the set can be used.", entries.GetArrayLength() == 1 ? [] : notes);
        if (keys.GroupBy(key => key.KeyId).Any(same => same.Count() > 1)) return KeyReading.Failed(Ambiguous);
        if (keys.Any(key => key.IsShared) && !keys.All(key => key.IsShared))
        {
            return KeyReading.Failed("The set mixes shared secrets with public keys: whoever publishes it publishes the secrets, and whoever mixes them up checks an HMAC with a public key.");
        }

        return new(keys, null, notes);
    }

    // Of every entry, those included that are passed over: the reader of another app may take the other one.
    private static string? KeyId(JsonElement entry) =>
        entry.ValueKind is JsonValueKind.Object && entry.TryGetProperty("kid", out var keyId) && keyId.ValueKind is JsonValueKind.String ? keyId.GetString() : null;
}
