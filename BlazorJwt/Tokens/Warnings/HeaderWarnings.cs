using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Warnings;

internal static class HeaderWarnings
{
    /// <summary>Any <c>crit</c>: no extension is understood here, and one that must be understood makes the token unusable.</summary>
    public static IEnumerable<TokenWarning> Critical(TokenFacts facts)
    {
        if (facts.Header("crit") is not { } critical) yield break;
        var isList = critical.ValueKind is JsonValueKind.Array && critical.GetArrayLength() > 0
            && critical.EnumerateArray().All(name => name.ValueKind is JsonValueKind.String);
        var sentence = isList
            ? $"crit names what must be understood: {Names(critical)}. It is not understood here, so the token must be refused."
            : "crit must be a list of names that is not empty, and it is none: the token must be refused.";
        yield return new(TokenWarningKind.UnknownCritical, "crit", sentence, "RFC 7515 section 4.1.11");
    }

    private static string Names(JsonElement critical) =>
        string.Join(", ", critical.EnumerateArray().Take(5).Select(name => TokenFacts.Shown(name.GetString()!)));

    /// <summary>No <c>typ</c>: one kind of token can be taken for another.</summary>
    public static IEnumerable<TokenWarning> MissingType(TokenFacts facts)
    {
        if (facts.HasWholeHeader && facts.Header("typ") is null)
            yield return new(TokenWarningKind.MissingType, "typ", "typ is missing: nothing tells an access token from an identity token " +
                "or a logout token.", "RFC 8725 section 3.11, RFC 9068 section 2.1");
    }
}
