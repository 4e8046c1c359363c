using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Keys;

/// <summary>Reads a JWK or a JWK set (RFC 7517), and holds each key to what it says of itself: <c>alg</c>, <c>use</c>, <c>key_ops</c>.</summary>
internal static class JwkReader
{
    private const string Ambiguous =
        "Two keys of the set have the same kid and the same alg: which of them is meant can't be told (RFC 7517 section 4.5).";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The keys in a text.</summary>
    /// <param name="text">A JWK or a JWK set.</param>
    /// <param name="algorithms">What a key is for that does not name its algorithm: each of these that fits its kind.</param>
    public static KeyReading Read(string text, IReadOnlyList<string> algorithms)
    {
        if (text.AsSpan().TrimStart().StartsWith("-----")) return KeyReading.Failed("This is PEM: say so.");
        var json = Strict.GetBytes(text.Trim());
        // A set is read key by key, so that an odd one takes no other with it.
        using var document = Parse(json);
        if (document?.RootElement is { ValueKind: JsonValueKind.Object } set
            && set.EnumerateObject().Count(member => member.NameEquals("keys")) == 1)
        {
            return Set(set.GetProperty("keys"), algorithms);
        }

        return StrictJson.Problem(json, "key") is { } problem ? KeyReading.Failed(problem) : One(document!.RootElement, algorithms[0]);
    }

    private static JsonDocument? Parse(byte[] json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static KeyReading One(JsonElement jwk, string algorithm)
    {
        var notes = new List<string>();
        var (key, problem) = JwkKey.Read(jwk, algorithm, notes);
        return key is null ? KeyReading.Failed(problem!, notes) : new([key], null, notes);
    }

    // RFC 7517 section 5: a key of a set that can't be used is passed over. What makes the set itself doubtful refuses it whole.
    private static KeyReading Set(JsonElement entries, IReadOnlyList<string> algorithms)
    {
        if (entries.ValueKind is not JsonValueKind.Array) return KeyReading.Failed("keys is not an array: that makes no JWK set.");
        if (entries.GetArrayLength() == 0) return KeyReading.Failed("The JWK set is empty.");
        var notes = new List<string>();
        var keys = new List<TokenKey>();
        var unread = new HashSet<(string, string)>();
        string? first = null;
        foreach (var (index, entry) in entries.EnumerateArray().Index())
        {
            if (Entry(entry, algorithms, notes, keys, unread) is not { } problem) continue;
            notes.Add($"Key {index + 1} of the set is passed over. {problem}");
            first ??= problem;
        }

        if (keys.Count == 0) return KeyReading.Failed(entries.GetArrayLength() == 1 ? first! : "No key of the set can be used.", entries.GetArrayLength() == 1 ? [] : notes);
        if (keys.Any(key => key.IsShared) && !keys.All(key => key.IsShared))
        {
            return KeyReading.Failed("The set mixes shared secrets with public keys: whoever publishes it publishes the secrets, and whoever mixes them up checks an HMAC with a public key.");
        }

        return WithoutTwins(keys, unread, notes);
    }

    // One key for each algorithm: a key that names none is for every one of its kind that is accepted (RFC 7517 section 4.4: alg is optional).
    private static string? Entry(
        JsonElement entry, IReadOnlyList<string> algorithms, List<string> notes, List<TokenKey> keys, HashSet<(string, string)> unread)
    {
        if (entry.ValueKind is not JsonValueKind.Object) return "An entry of the set is not an object.";
        if (StrictJson.Problem(JsonMarshal.GetRawUtf8Value(entry).ToArray(), "key") is { } json) return json;
        var mine = new List<TokenKey>();
        foreach (var algorithm in algorithms)
        {
            var (key, problem) = JwkKey.Read(entry, algorithm, mine.Count == 0 ? notes : []);
            if (key is null)
            {
                if (SigningName(entry) is { } name) unread.Add(name);
                return problem;
            }

            if (mine.TrueForAll(other => other.Algorithm != key.Algorithm)) mine.Add(key);
        }

        // Where none fits, the key is kept for the usual algorithm of its kind, so that a refusal can name it.
        var fitting = mine.FindAll(key => algorithms.Contains(key.Algorithm));
        keys.AddRange(fitting.Count > 0 ? fitting : mine);
        return null;
    }

    // What a key that can't be used calls itself, unless it is for encryption: another app may be able to use it.
    private static (string KeyId, string Algorithm)? SigningName(JsonElement entry) =>
        JwkKey.Member(entry, "kid", out var keyId) is null && keyId is not null
            && JwkKey.Member(entry, "alg", out var algorithm) is null && algorithm is not null
            && JwkKey.Member(entry, "use", out var use) is null && use is (null or "sig")
            ? (keyId, algorithm)
            : null;

    // Different keys may share a kid, where kty, use or alg tells them apart (section 4.5). Two for one algorithm must not, unless they are the
    // same key.
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
