using System.Globalization;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Warnings;

/// <summary>What the header of an encrypted token says of the work it makes, and of what it gives away.</summary>
internal static class EncryptionWarnings
{
    // Twice what OWASP advises for a password store (600,000 for PBKDF2 with SHA-256): more serves nobody but who wants to keep a server
    // busy.
    private const double MostIterations = 1_200_000;

    /// <summary><c>zip</c>: the length of what was compressed tells of what it holds, and a small token can unpack to a huge one.</summary>
    public static IEnumerable<TokenWarning> Compression(TokenFacts facts)
    {
        if (facts.Token.IsEncrypted && facts.Header("zip") is not null)
            yield return new(TokenWarningKind.Compression, "zip", "It is compressed before it is encrypted: its length then tells of " +
                "what it holds, and a small token can unpack to a huge one.", "RFC 8725 section 3.6, RFC 7516 section 4.1.3");
    }

    /// <summary>A high <c>p2c</c>: the sender sets how long the receiver has to compute, before anything is known to be right.</summary>
    public static IEnumerable<TokenWarning> PasswordIterations(TokenFacts facts)
    {
        if (facts.HeaderText("alg")?.StartsWith("PBES2-", StringComparison.Ordinal) is true
            && facts.Header("p2c") is { ValueKind: JsonValueKind.Number } count && count.TryGetDouble(out var iterations)
            && iterations > MostIterations)
            yield return new(TokenWarningKind.PasswordIterations, "p2c",
                string.Create(CultureInfo.InvariantCulture, $"p2c asks for {iterations:#,0} rounds before anything can be checked, ")
                    + "more than twice what is advised for passwords: a few such tokens keep a server busy. It is not computed here.",
                "RFC 7518 section 4.8.1.2");
    }
}
