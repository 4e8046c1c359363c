namespace BlazorJwt.Tokens.Validation;

/// <summary>Compares values of <c>typ</c>: a media type has no case, and <c>application/</c> may be left out where no other slash follows
/// (RFC 7515 section 4.1.9).</summary>
internal static class TokenTypeName
{
    private const string Prefix = "application/";

    public static bool IsOneOf(string? type, IEnumerable<string> names) =>
        type is not null && names.Any(name => Short(name).Equals(Short(type), StringComparison.OrdinalIgnoreCase));

    private static string Short(string type) =>
        type.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !type[Prefix.Length..].Contains('/') ? type[Prefix.Length..] : type;
}
