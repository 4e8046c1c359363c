using System.Security.Claims;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Validation;

/// <summary>
/// How a policy names a claim: by its name, or, with a slash in front, by the way to a member inside it (a JSON Pointer, RFC 6901):
/// <c>/realm_access/roles</c>. A dot tells nothing: names of claims have dots themselves, <c>https://app.example/roles</c>.
/// </summary>
internal static class ClaimPath
{
    /// <summary>What is wrong with it, as the end of a sentence; null when nothing is.</summary>
    public static string? Problem(string path) =>
        string.IsNullOrWhiteSpace(path) ? "must be the name of a claim, or be left out"
        : path != path.Trim() ? "begins or ends with a blank, and is compared to the letter. Take the blank out"
        : path.StartsWith("#/", StringComparison.Ordinal) ? $"is a path in the form of a fragment. Write it without the #: {path[1..]}"
        : path.Contains('[') ? "has a bracket, and there is no way into a list: a list is taken whole. Name what holds it"
        : IsPointer(path) ? PointerProblem(path.Split('/')[1..])
        : path.Contains(':') ? null
        : path.Contains('/') ? $"has a slash, and may mean two things. {Ways(path, path)}"
        : path.Contains('.') ? $"has a dot, and may mean two things. {Ways(path.Replace('.', '/'), path)}"
        : null;

    private static string Ways(string inside, string name) => $"Write /{inside} for a member inside a claim, and " +
        $"/{name.Replace("~", "~0").Replace("/", "~1")} for a claim of this very name (RFC 6901)";

    private static string? PointerProblem(string[] steps) =>
        steps.Any(step => step.Length == 0 || step.Replace("~0", "").Replace("~1", "").Contains('~'))
            ? "begins with a slash and is no path to a member: one name after each slash, ~1 for a slash in a name, ~0 for a tilde " +
                "(RFC 6901)"
        : steps.Any(step => step is "-" || step.All(char.IsAsciiDigit))
            ? "has the number of an entry of a list, and a list is taken whole. End it at the name of the list"
        : null;

    /// <summary>Makes claims of what the paths of a policy lead to, under the path as their name. The library makes them of what is at the
    /// top.</summary>
    public static void AddTo(ClaimsIdentity identity, TokenPolicy policy, string text)
    {
        string[] paths = [.. new[] { policy.RoleClaim, policy.ScopeClaim, policy.NameClaim }.Where(IsPointer).Distinct()];
        if (paths.Length == 0) return;
        var payload = TokenDecoder.Decode(text).Payload;
        foreach (var path in paths)
        {
            // A claim whose name looks like the path is another one.
            foreach (var same in identity.FindAll(path).ToArray()) identity.RemoveClaim(same);
            foreach (var value in Texts(Find(payload, path))) identity.AddClaim(new(path, value));
        }
    }

    private static bool IsPointer(string path) => path.StartsWith('/');

    private static JsonElement? Find(JsonElement? json, string path) => path.Split('/').Skip(1)
        .Aggregate(json, (inside, step) => inside.Member(step.Replace("~1", "/").Replace("~0", "~")));

    private static IEnumerable<string> Texts(JsonElement? found) => found switch
    {
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(one => one.ValueKind is JsonValueKind.String)
            .Select(one => one.GetString()!),
        _ => [],
    };
}
