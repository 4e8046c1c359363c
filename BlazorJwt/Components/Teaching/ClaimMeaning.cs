namespace BlazorJwt.Components.Teaching;

/// <summary>What a registered name in a token means, for a reader.</summary>
/// <param name="Source">Where it is defined: RFC and section.</param>
internal sealed record ClaimMeaning(string Text, string Source, string Link)
{
    private static readonly Dictionary<string, ClaimMeaning> Header = new(StringComparer.Ordinal)
    {
        ["alg"] = Rfc("The algorithm of the signature.", 7515, "4.1.1"),
        ["kid"] = Rfc("Which key signed. Here it is the key’s own fingerprint.", 7515, "4.1.4"),
        ["typ"] = Rfc("What kind of token this is. at+jwt is an access token.", 9068, "2.1"),
        ["cty"] = Rfc("The type of what is inside.", 7515, "4.1.10"),
        ["crit"] = Rfc("Extensions that a reader must understand, or refuse.", 7515, "4.1.11"),
        ["jwk"] = Rfc("A key that the token brings along, as a DPoP proof must. It never shows who signed.", 7515, "4.1.3"),
        ["jku"] = Rfc("An address of keys. Never fetch it.", 7515, "4.1.2"),
    };

    private static readonly Dictionary<string, ClaimMeaning> EncryptedHeader = new(StringComparer.Ordinal)
    {
        ["alg"] = Rfc("How the reader gets the key of the content.", 7516, "4.1.1"),
        ["enc"] = Rfc("The algorithm that encrypts the content.", 7516, "4.1.2"),
        ["zip"] = Rfc("How the content was compressed before.", 7516, "4.1.3"),
        ["kid"] = Rfc("Which key it is encrypted for.", 7516, "4.1.6"),
        ["typ"] = Rfc("What kind of token this is.", 7516, "4.1.11"),
        ["cty"] = Rfc("The type of what is inside.", 7516, "4.1.12"),
    };

    private static readonly Dictionary<string, ClaimMeaning> Payload = new(StringComparer.Ordinal)
    {
        ["iss"] = Rfc("Who issued the token.", 7519, "4.1.1"),
        ["sub"] = Rfc("Whom it speaks for.", 7519, "4.1.2"),
        ["aud"] = Rfc("Who is meant to accept it. Others must refuse it.", 7519, "4.1.3"),
        ["exp"] = Rfc("When it ends.", 7519, "4.1.4"),
        ["nbf"] = Rfc("When it begins.", 7519, "4.1.5"),
        ["iat"] = Rfc("When it was issued.", 7519, "4.1.6"),
        ["jti"] = Rfc("Its own id. Signing out revokes this id.", 7519, "4.1.7"),
        ["client_id"] = Rfc("The application that asked for it.", 9068, "2.2"),
        ["scope"] = Rfc("What the client was granted. What the user may do is another matter.", 8693, "4.2"),
        ["role"] = Private("What kind of user this is."),
        ["place"] = Private("Where this copy is kept."),
        ["name"] = new("A name to show.", "OpenID Connect Core 5.1",
            "https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims"),
        ["sid"] = new("Which browser session it belongs to.", "OpenID Front-Channel Logout 3",
            "https://openid.net/specs/openid-connect-frontchannel-1_0.html#OPLogout"),
    };

    /// <summary>The meaning of a member of the header; null when it is not a registered one.</summary>
    /// <param name="isEncrypted">True in the header of a JWE, where some of the names mean something else.</param>
    public static ClaimMeaning? OfHeader(string name, bool isEncrypted = false) =>
        (isEncrypted ? EncryptedHeader.GetValueOrDefault(name) : null) ?? Header.GetValueOrDefault(name);

    /// <summary>The meaning of a claim; null when it is not one that is known here.</summary>
    public static ClaimMeaning? OfClaim(string name) => Payload.GetValueOrDefault(name);

    private static ClaimMeaning Rfc(string text, int number, string section) =>
        new(text, $"RFC {number} §{section}", Address(number, section));

    private static ClaimMeaning Private(string text) => new($"{text} A name of this app’s own.", "RFC 7519 §4.3", Address(7519, "4.3"));

    private static string Address(int number, string section) => $"https://www.rfc-editor.org/rfc/rfc{number}#section-{section}";
}
