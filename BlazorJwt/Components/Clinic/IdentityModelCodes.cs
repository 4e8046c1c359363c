namespace BlazorJwt.Components.Clinic;

/// <summary>A code of Microsoft.IdentityModel (IDX) or Microsoft.Identity.Web (IDW).</summary>
/// <param name="Means">What it says, as a clause after “means that”; null where the title of its case says it.</param>
/// <param name="CaseId">Its case, or the one next to it; null where there is none.</param>
/// <param name="IsError">False for what the library writes while all is well.</param>
internal sealed record KnownCode(string Code, string? Means, string? CaseId, bool IsError = true)
{
    /// <summary>The words that the case is found by; null where there is no case.</summary>
    public Sign? Sign { get; } = CaseId is null ? null : Means is null ? Sign.Certain(Code) : Sign.Near(Code);
}

/// <summary>Every code that the libraries have today or had, what it says, and the case for it.</summary>
internal static class IdentityModelCodes
{
    public static IReadOnlyList<KnownCode> All { get; } =
    [
        .. Is("expired", 10223), .. Is("not-yet-valid", 10222), .. Is("never-valid", 10224, 12401), .. Is("no-expiry", 10225),
        .. Is("audience", 10214, 10215), .. Is("audience-missing", 10206, 10207), .. Is("audience-unset", 10208, 10268),
        .. Is("issuer", 10205, 10212, 40001), .. Is("issuer-missing", 10211), .. Is("issuer-unset", 10204), .. Is("type", 10256, 10257),
        .. See("issuer-unset", "an entry of ValidIssuers is null or empty", 10262),
        .. See("issuer", "the issuer of the token and the issuer of its signing key, or their clouds, differ", 40005, 40012),
        .. See("issuer", "the token of Microsoft Entra has no tid, several, or one that is not in iss", 40003, 40004, 40009, 40011),
        .. See("issuer", "an issuer of Azure AD B2C with tfp in its address is not supported", 40002),

        .. Is("kid-unknown", 10501, 10502, 10503, 10516, 10522, 10524, 10527), .. Is("kid-missing", 10517, 10523, 10525, 10526),
        .. Is("signature", 10511, 10512, 10514, 10520), .. Is("signature-unreadable", 10508), .. Is("unsigned", 10504),
        .. Is("no-keys", 10500), .. Is("algorithm", 10696, 10518), .. Is("own-validator", 10230, 10231, 10232, 10505, 10506, 10697),
        .. See("no-keys", "a signature is asked for, and the key that signed is null", 10253, 40007),
        .. See("signature", "an exception was thrown while the signature was verified: the inner one is the cause", 10521, 10686, 10718),
        .. See("signature", "the signature has another length than its algorithm makes", 10719, 10726),
        .. See("own-validator", "a TokenReader of your own returned null or another kind of token", 10509, 10510),
        .. See("own-validator", "a delegate of your own threw an exception: the inner one is the cause",
            10269, 10270, 10271, 10272, 10273, 10274, 10275, 10276, 21313),
        .. See("own-validator", "a method that you have overridden returned null, or is missing", 10254, 10267, 10002),
        .. Is("key-certificate", 10248, 10249), .. Is("replayed", 10228),
        .. See("replayed", "a token without exp can't be kept for replay detection, or the cache did not take it", 10227, 10229),

        .. Is("secret-short", 10720), .. Is("secret-tiny", 10653), .. Is("secret-empty", 10703), .. Is("key-small", 10630, 10631),
        .. Is("algorithm-and-key", 10634, 10640, 10652), .. Is("no-private-half", 10638),
        .. See("algorithm-and-key", "no provider can be made for this key and this algorithm",
            10621, 10636, 10637, 10645, 10646, 10647, 10649, 10661, 10666, 10667, 10668, 10693, 10715, 10725, 14000),
        .. See("algorithm-and-key", "a token could not be encrypted: key and encryption algorithm do not go together",
            10615, 10616, 10617, 10620, 10655, 10657, 10658, 10662, 10663, 10669, 10712, 11000, 11001, 11002, 12730, 14103),
        .. See("no-private-half", "the key can't sign, or its private half can't be read", 10685, 10723),
        .. See("key-small", "MinimumSymmetricKeySizeInBits or a requested key size is out of range", 10401, 10628),
        .. Is("jwk-broken", 10700, 10705, 10706, 10707, 10708, 10709, 10808, 10810, 10812, 10813, 10814, 10684, 10694),
        .. See("jwk-broken", "a key could not be turned into a JSON Web Key, or back",
            10674, 10675, 10689, 10690, 10695, 10704, 10710, 10721, 10722, 10724),

        .. Is("no-dots", 14100), .. Is("one-dot", 14120), .. Is("header-unreadable", 12729, 14102), .. Is("argument-null", 10000, 20000),
        .. Is("payload-unreadable", 12723, 14101), .. Is("segments", 12709, 12720, 12739, 12740, 12741, 14107, 14121, 14122),
        .. Is("too-long", 10209), .. Is("claim-type", 11020, 11022, 11023, 14305), .. Is("claim-unwritable", 10105, 11025),
        .. See("header-unreadable", "a text is no base64url", 10400, 10820, 10821), .. See("claim-type", "a claim is missing", 14304),
        .. See("claim-type", "JSON could not be read: a member has the wrong type, or the text is no JSON", 10805, 11026, 21106),
        .. See("claim-unwritable", "a claim is given twice, or is one that the library writes itself", 12742, 14112, 14113, 14116, 12710),
        .. See("too-long", "the content is larger, or nested deeper, than allowed", 10815, 10816),
        .. See("argument-null", "an argument has another type, or is empty", 10001, 14114, 12706, 10716, 10717),
        .. Is("encrypted", 10603, 10609, 10610, 10611, 10618, 10619),
        .. See("encrypted", "the header of the encrypted token has no enc", 10612),
        .. See("encrypted", "the content was changed, or was encrypted with another key",
            10607, 10625, 10650, 10654, 10659, 10664, 10665, 10711, 10713, 10714),
        .. See("encrypted", "a part of the encrypted token is missing or is no base64url", 14306, 14307, 14308, 14309, 14310, 14311, 14312),
        .. See("encrypted", "the content of the token could not be compressed or decompressed", 10679, 10680, 10682),

        .. Is("metadata-unreachable", 20803, 20804, 20806, 10278), .. Is("metadata-status", 20807, 20808, 20809),
        .. Is("metadata-http", 20108),
        .. See("metadata-unreachable", "the metadata could not be had, and the token was validated with what is configured", 10261),
        .. See("metadata-http", "the metadata address is not HTTPS (version 5), or AutomaticRefreshInterval is too short (later)", 10108),
        .. See("metadata-unreachable", "a ConfigurationEventHandler of yours failed", 20811, 20812, 20813),
        .. Is("metadata-content", 20810, 21815, 21816, 21817, 21818),

        .. Is("nonce-missing", 21323), .. Is("response-empty", 21332, 21333, 21334, 21336), .. Is("state-missing", 21329, 21330, 21331),
        .. See("nonce-missing", "neither the sign-in nor the ID token has a nonce", 21320),
        .. See("nonce-missing", "the ID token has another nonce than this sign-in: it belongs to another attempt, or was replayed", 21321),
        .. See("nonce-missing", "the ID token came back without the nonce that was sent", 21349),
        .. See("nonce-missing", "the nonce is older than NonceLifetime, or has no time in it", 21105, 21324, 21325, 21326, 21327),
        .. See("response-empty", "the answer has a refresh_token, which belongs to the token endpoint", 21335),
        .. Is("id-token-mismatch", 21300, 21308, 21338, 21339, 21340, 21347, 21348),
        .. See("id-token-mismatch", "c_hash or at_hash is missing, or is no text", 21306, 21307, 21311, 21312),
        .. See("id-token-mismatch", "there is no code or token to compare c_hash or at_hash with", 21305, 21310),
        .. See("id-token-mismatch", "the hash of the ID token’s algorithm can't be made", 21301, 21302, 21350),
        .. See("id-token-mismatch", "the ID token has no claim that is asked for: sub, acr, amr, auth_time or azp",
            21314, 21315, 21316, 21317, 21318, 21345, 21346),
        .. See("id-token-mismatch", "the answer of the UserInfo endpoint is empty or can't be read", 21337, 21343),

        .. Web("issuer", "iss is none of the issuers of this application", 10303),
        .. Web("issuer", "tfp in an issuer is not supported", 10304), .. Web("issuer", "the token has no tid", 10401), .. Web("no-token", "nobody is signed in: HttpContext.User has no claim", 10204),
        .. Web("insufficient-scope", "the token has neither a scope (scp) nor a role (roles): the client asked for none", 10201),
        .. Web("insufficient-scope", "the token lacks a role or a scope that is asked for", 10202, 10203),
        .. Web("http-context-null", "HttpContext is null", 10001, 10002), .. Web("no-dots", "the token is no JWT", 10403),
        .. Web("aadsts", "Microsoft Entra asks for the user again, for consent or another factor: send a challenge", 10502),
        .. Web("aadsts", "MSAL got no token: the inner exception has Entra’s own code", 10501),
        .. Web(null, "a setting of Microsoft.Identity.Web is missing or is there twice; the words after the code name it",
            10101, 10102, 10103, 10104, 10105, 10106, 10107, 10108, 10109, 10205, 10206, 10207, 10208, 10301, 10302, 10404, 10405),
        .. Web(null, "a certificate of the settings can't be loaded", 10701, 10702, 10703),

        .. See(null, "a property of TokenValidationParameters or of a handler has a value out of range",
            10100, 10101, 10102, 10103, 10104, 10107, 10110, 40008, 10698, 10901),
        .. See(null, "the library was used in a way that it does not know",
            12711, 12735, 12736, 12737, 14117, 40010, 10699, 10900, 10902, 10906),
        .. See(null, "claims were read before IsValid was looked at: ask IsValid first", 10109),
        .. Note("a check passed", 10234, 10236, 10239, 10240, 10241, 10242, 10250, 10251, 10258),
        .. Note("a check is switched off in the settings", 10233, 10235, 10237, 10238, 10246, 10252, 10255, 10277, 21322, 21341, 21342),
        .. Note("the library tells what it does", 10243, 10244, 10245, 10264, 10265, 10642, 10806, 10904, 10905, 12712, 12713, 12714, 12715,
            12721, 12722, 12738, 14200, 14201, 20805, 21303, 21304, 21309, 21319, 21328, 21806, 21808, 21809, 21811, 21812, 21813),
    ];

    private static readonly Dictionary<string, KnownCode> ByCode = All.ToDictionary(known => known.Code, StringComparer.OrdinalIgnoreCase);

    public static KnownCode? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The package of a code that is about something else than a JSON Web Token, and what that is; null for the others.</summary>
    public static (string Package, string Subject)? Elsewhere(string code) => code.ToUpperInvariant()[..5] switch
    {
        _ when Find(code) is not null => null,
        "IDX11" => ("Tokens.Saml", "a SAML 1.1 token"),
        "IDX13" => ("Tokens.Saml", "a SAML 2.0 token"),
        "IDX22" => ("Protocols.WsFederation", "WS-Federation"),
        "IDX23" => ("Protocols.SignedHttpRequest", "a signed HTTP request, which proves the possession of a key"),
        "IDX30" => ("Xml", "a signature in XML, as SAML and WS-Federation have it"),
        _ => null,
    };

    private static IEnumerable<KnownCode> Is(string caseId, params int[] codes) =>
        codes.Select(code => new KnownCode($"IDX{code}", null, caseId));

    private static IEnumerable<KnownCode> See(string? caseId, string means, params int[] codes) =>
        codes.Select(code => new KnownCode($"IDX{code}", means, caseId));

    private static IEnumerable<KnownCode> Web(string? caseId, string means, params int[] codes) =>
        codes.Select(code => new KnownCode($"IDW{code}", means, caseId));

    private static IEnumerable<KnownCode> Note(string means, params int[] codes) =>
        codes.Select(code => new KnownCode($"IDX{code}", means, null, IsError: false));
}
