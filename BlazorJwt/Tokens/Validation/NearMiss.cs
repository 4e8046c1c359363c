namespace BlazorJwt.Tokens.Validation;

/// <summary>
/// Says what differs between two identifiers that were meant to be the same. They are compared to the letter (RFC 7519 sections 2 and
/// 4.1.1); a last slash too many is what people search for longest.
/// </summary>
internal static class NearMiss
{
    private static readonly string[] Schemes = ["https://", "http://", "api://"];

    /// <summary>How the wanted one is written, seen from the one that was found: <c>without the last slash</c>. Null when they are the
    /// same, or have no more in common than any two.</summary>
    public static string? Of(string found, string wanted)
    {
        var (one, other) = (Split(found), Split(wanted));
        if (found == wanted || other.Name.Length == 0 || !one.Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase)) return null;
        string?[] differences =
        [
            one.Scheme.Equals(other.Scheme, StringComparison.OrdinalIgnoreCase) ? null
                : other.Scheme.Length > 0 ? $"with {other.Scheme} in front" : $"without {one.Scheme.ToLowerInvariant()} in front",
            found.EndsWith('/') == wanted.EndsWith('/') ? null : wanted.EndsWith('/') ? "with a last slash" : "without the last slash",
            one.Name == other.Name && (one.Scheme == other.Scheme || !one.Scheme.Equals(other.Scheme, StringComparison.OrdinalIgnoreCase))
                ? null : "with other capital letters",
        ];
        return differences.OfType<string>().ToArray() is { Length: > 0 } told ? string.Join(" and ", told) : "with other slashes";
    }

    /// <inheritdoc cref="Of(string, string)"/>
    public static string? Of(string found, IEnumerable<string> wanted) => First(wanted.Select(one => Of(found, one)));

    /// <inheritdoc cref="Of(string, string)"/>
    public static string? Of(IEnumerable<string> found, string wanted) => First(found.Select(one => Of(one, wanted)));

    private static string? First(IEnumerable<string?> ways) => ways.FirstOrDefault(how => how is not null);

    private static (string Scheme, string Name) Split(string text)
    {
        var scheme = Array.Find(Schemes, scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) ?? "";
        return (text[..scheme.Length], text[scheme.Length..].TrimEnd('/'));
    }
}
