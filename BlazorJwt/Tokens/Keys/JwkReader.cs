using System.Runtime.InteropServices;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Keys;

/// <summary>Reads a JWK or a JWK set (RFC 7517), and holds each key to what it says of itself: <c>alg</c>, <c>use</c>,
/// <c>key_ops</c>.</summary>
internal static class JwkReader
{
    private const string Ambiguous =
        "Two keys of the set have the same kid and the same alg: which of them is meant can't be told (RFC 7517 section 4.5).";

    // A key that does not name its algorithm is for each of these that fits its kind.
    public static KeyReading Read(string text, IReadOnlyList<string> algorithms)
    {
        UnusableInputException.ThrowIf(text.AsSpan().TrimStart().StartsWith("-----"), "This is PEM: say so.");
        using var document = JsonDocument.Parse(text.Trim());
        var json = document.RootElement;
        // A set is read key by key, so that an odd one takes no other with it.
        if (json.ValueKind is JsonValueKind.Object && json.EnumerateObject().Count(member => member.NameEquals("keys")) == 1)
            return Set(json.GetProperty("keys"), algorithms);
        var notes = new List<string>();
        return new([JwkKey.Read(Strict(json), algorithms[0], notes)], null, notes);
    }

    private static JsonElement Strict(JsonElement jwk) =>
        StrictJson.Problem(JsonMarshal.GetRawUtf8Value(jwk).ToArray(), "key") is { } problem
            ? throw new UnusableInputException(problem) : jwk;

    // RFC 7517 section 5: a key of a set that can't be used is passed over. What makes the set itself doubtful refuses it whole.
    private static KeyReading Set(JsonElement entries, IReadOnlyList<string> algorithms)
    {
        UnusableInputException.ThrowIf(entries.ValueKind is not JsonValueKind.Array, "keys is not an array: that makes no JWK set.");
        var (notes, keys, unread) = (new List<string>(), new List<TokenKey>(), new HashSet<(string, string)>());
        foreach (var (index, entry) in entries.EnumerateArray().Index())
        {
            (string, string)? name = null;
            try
            {
                name = SigningName(Strict(entry));
                keys.AddRange(Keys(entry, algorithms, notes));
            }
            catch (Exception reason) when (UnusableInputException.SentenceOf(reason) is { } problem)
            {
                notes.Add($"Key {index + 1} of the set is passed over. {problem}");
                if (name is { } known) unread.Add(known);
            }
        }

        if (keys.Count == 0) return KeyReading.Failed(
            notes switch { [] => "The JWK set is empty.", [var only] => only, _ => "No key of the set can be used." }, notes);
        UnusableInputException.ThrowIf(
            keys.Any(key => key.IsShared) && !keys.All(key => key.IsShared),
            "The set mixes shared secrets with public keys: anyone who publishes it publishes the secrets, and anyone who mixes them up " +
                "checks an HMAC with a public key.");
        return WithoutTwins(keys, unread, notes);
    }

    // One key for each algorithm: a key that names none is for every one of its kind that is accepted (RFC 7517 section 4.4: alg is
    // optional).
    private static List<TokenKey> Keys(JsonElement entry, IReadOnlyList<string> algorithms, List<string> notes)
    {
        var keys = algorithms.Select((algorithm, index) => JwkKey.Read(entry, algorithm, index == 0 ? notes : []))
            .DistinctBy(key => key.Algorithm).ToList();
        // Where none fits, the key is kept for the usual algorithm of its kind, so that a refusal can name it.
        return keys.FindAll(key => algorithms.Contains(key.Algorithm)) is { Count: > 0 } fitting ? fitting : keys;
    }

    // What a key calls itself, unless it is for encryption: one that can't be used here can perhaps be used by another app.
    private static (string KeyId, string Algorithm)? SigningName(JsonElement entry) =>
        entry.Text("kid") is { } keyId && entry.Text("alg") is { } algorithm && (entry.Member("use") is null || entry.Text("use") is "sig")
            ? (keyId, algorithm)
            : null;

    // Different keys may share a kid, where kty, use or alg tells them apart (section 4.5). Two for one algorithm must not, unless they are
    // the same key.
    private static KeyReading WithoutTwins(List<TokenKey> keys, HashSet<(string, string)> unread, List<string> notes)
    {
        var named = keys.ToLookup(key => (key.KeyId, key.Algorithm));
        var doubtful = named.Where(same => unread.Contains(same.Key) || same.DistinctBy(key => key.Thumbprint).Skip(1).Any()).ToArray();
        TokenKey[] told = [.. named.Except(doubtful).Select(same => same.First())];
        if (told.Length == 0) return KeyReading.Failed(Ambiguous, notes);
        if (doubtful.Length > 0) notes.Add($"{Ambiguous} Neither is used.");
        return new(told, null, notes) { AmbiguousIds = [.. doubtful.Select(twins => twins.Key.KeyId).Distinct(StringComparer.Ordinal)] };
    }
}
