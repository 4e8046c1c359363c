namespace BlazorJwt.Tokens.Keys;

internal static class KeyChoice
{
    /// <summary>The algorithm asked for when it is one of RSA; RS256 otherwise, with a note.</summary>
    public static string ForRsa(string algorithm, List<string> notes) =>
        AlgorithmFamily.IsRsa(algorithm) ? algorithm : Other(SigningAlgorithms.RS256, "an RSA key", notes);

    /// <summary>The algorithm asked for when it is one of HMAC; HS256 otherwise, with a note.</summary>
    public static string ForSecret(string algorithm, List<string> notes) =>
        AlgorithmFamily.IsShared(algorithm) ? algorithm : Other(SigningAlgorithms.HS256, "a shared secret", notes);

    private static string Other(string taken, string kind, List<string> notes)
    {
        notes.Add($"This is {kind}, and the algorithm chosen is for another kind of key: it is taken for {taken}.");
        return taken;
    }
}
