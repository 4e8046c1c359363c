using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jws;

namespace BlazorJwt.Tokens.Warnings;

/// <summary>How the token is written: what two readers can read in two ways.</summary>
internal static class FormWarnings
{
    private const int MostNamed = 5;

    /// <summary>Members that stand twice: one reader takes the first, another the last.</summary>
    public static IEnumerable<TokenWarning> Duplicates(TokenFacts facts)
    {
        foreach (var part in facts.Token.Parts)
        {
            foreach (var name in part.Twice.Take(MostNamed))
            {
                yield return new(TokenWarningKind.DuplicateMember, name,
                    $"{TokenFacts.Shown(name)} appears twice in the {part.Name}. Readers differ in which one they take: one can check " +
                        "the first, another use the last.",
                    part.Name is "header" ? "RFC 7515 section 4" : "RFC 7519 section 4");
            }
        }
    }

    /// <summary>A part whose bytes can be read, though it is not written in the one canonical way. Of a signature that was cut short, the
    /// last character says nothing.</summary>
    public static IEnumerable<TokenWarning> NotCanonical(TokenFacts facts) =>
        from part in facts.Token.Parts
        where part is { Text.Length: > 0, Bytes: not null }
        where part.Name is not "signature" || SignatureLength.CutShort(facts.Token) is null
        let problem = TokenForm.PartProblem(part.Text, part.Name, out _)
        where problem is not null
        select new TokenWarning(TokenWarningKind.NotCanonical, null, problem, "RFC 7515 section 2, RFC 4648 section 3.5");
}
