namespace BlazorJwt.Components.Clinic;

/// <summary>A message of a library of another platform, and the case that has the same cause.</summary>
/// <param name="Library">A key of <see cref="OtherLibraries.Sources"/>.</param>
internal sealed record OtherMessage(string Library, string Message, string CaseId, Sign Sign);

/// <summary>The commonest messages of the libraries that people use beside .NET, as their sources have them.</summary>
internal static class OtherLibraries
{
    private const string Node = "jsonwebtoken (Node.js)";
    private const string Jose = "jose (JavaScript)";
    private const string Java = "jjwt (Java)";
    private const string Python = "PyJWT (Python)";

    /// <summary>Where the messages of a library are written down.</summary>
    public static IReadOnlyList<(string Library, string Source)> Sources { get; } =
    [
        (Node, "auth0/node-jsonwebtoken, verify.js and sign.js"),
        (Jose, "panva/jose, src/util/errors.ts and src/lib"),
        (Java, "jwtk/jjwt, DefaultJwtParser.java and JwtTokenizer.java"),
        (Python, "jpadilla/pyjwt, jwt/api_jwt.py, jwt/api_jws.py and jwt/jwks_client.py"),
    ];

    public static IReadOnlyList<OtherMessage> Messages { get; } =
    [
        .. One(Node, "jwt expired", "expired", Sign.Certain("jwt expired"), Sign.Certain("TokenExpiredError")),
        .. One(Node, "jwt not active", "not-yet-valid", Sign.Certain("jwt not active"), Sign.Certain("NotBeforeError")),
        .. One(Node, "invalid signature", "signature",
            Sign.Certain("JsonWebTokenError", "invalid signature"), Sign.Likely("invalid signature")),
        .. One(Node, "jwt malformed", "segments", Sign.Certain("jwt malformed")),
        .. One(Node, "invalid token", "header-unreadable",
            Sign.Certain("JsonWebTokenError", "invalid token"), Sign.Hint("invalid token")),
        .. One(Node, "invalid algorithm", "algorithm",
            Sign.Certain("JsonWebTokenError", "invalid algorithm"), Sign.Likely("invalid algorithm")),
        .. One(Node, "jwt audience invalid", "audience", Sign.Certain("jwt audience invalid")),
        .. One(Node, "jwt issuer invalid", "issuer", Sign.Certain("jwt issuer invalid")),
        .. One(Node, "secretOrPrivateKey must have a value", "secret-empty",
            Sign.Certain("secretOrPrivateKey must have a value"), Sign.Certain("secret or public key must be provided")),
        .. One(Node, "jwt must be provided", "argument-null", Sign.Certain("jwt must be provided"), Sign.Certain("jwt must be a string")),
        .. One(Node, "jwt signature is required", "unsigned", Sign.Certain("jwt signature is required")),
        .. One(Node, "secretOrPublicKey must be an asymmetric key when using RS256", "algorithm-and-key-verifying",
            Sign.Certain("must be an asymmetric key when using"), Sign.Certain("must be a symmetric key when using")),

        .. One(Jose, "ERR_JWT_EXPIRED", "expired", Sign.Certain("ERR_JWT_EXPIRED"), Sign.Certain("JWTExpired"),
            Sign.Certain("\"exp\" claim timestamp check failed")),
        .. One(Jose, "\"nbf\" claim timestamp check failed", "not-yet-valid", Sign.Certain("\"nbf\" claim timestamp check failed")),
        .. One(Jose, "ERR_JWS_SIGNATURE_VERIFICATION_FAILED", "signature", Sign.Certain("ERR_JWS_SIGNATURE_VERIFICATION_FAILED"),
            Sign.Certain("JWSSignatureVerificationFailed")),
        .. One(Jose, "unexpected \"aud\" claim value", "audience", Sign.Certain("unexpected \"aud\" claim value")),
        .. One(Jose, "unexpected \"iss\" claim value", "issuer", Sign.Certain("unexpected \"iss\" claim value")),
        .. One(Jose, "ERR_JWKS_NO_MATCHING_KEY", "kid-unknown", Sign.Certain("ERR_JWKS_NO_MATCHING_KEY"),
            Sign.Certain("JWKSNoMatchingKey"), Sign.Certain("no applicable key found in the JSON Web Key Set")),
        .. One(Jose, "ERR_JOSE_ALG_NOT_ALLOWED", "algorithm", Sign.Certain("ERR_JOSE_ALG_NOT_ALLOWED"),
            Sign.Certain("JOSEAlgNotAllowed"), Sign.Certain("\"alg\" (Algorithm) Header Parameter value not allowed")),
        .. One(Jose, "Invalid Compact JWS", "segments", Sign.Certain("Invalid Compact JWS"), Sign.Likely("ERR_JWS_INVALID"),
            Sign.Likely("ERR_JWT_INVALID")),
        .. One(Jose, "ERR_JWE_DECRYPTION_FAILED", "encrypted", Sign.Certain("ERR_JWE_DECRYPTION_FAILED"),
            Sign.Certain("JWEDecryptionFailed")),
        .. One(Jose, "ERR_JWKS_TIMEOUT", "metadata-unreachable", Sign.Certain("ERR_JWKS_TIMEOUT"), Sign.Certain("JWKSTimeout")),

        .. One(Java, "ExpiredJwtException: JWT expired … ago", "expired",
            Sign.Certain("ExpiredJwtException"), Sign.Certain("JWT expired at")),
        .. One(Java, "PrematureJwtException: JWT early by …", "not-yet-valid", Sign.Certain("PrematureJwtException")),
        .. One(Java, "SignatureException: JWT signature does not match locally computed signature", "signature",
            Sign.Certain("JWT signature does not match locally computed signature"), Sign.Likely("SignatureException", "jsonwebtoken")),
        .. One(Java, "MalformedJwtException: Invalid compact JWT string", "segments", Sign.Certain("MalformedJwtException"),
            Sign.Certain("exactly 2 period characters")),
        .. One(Java, "UnsupportedJwtException: Unsecured JWSs …", "unsigned", Sign.Certain("UnsupportedJwtException", "Unsecured"),
            Sign.Certain("UnsupportedJwtException", "Unsigned")),
        .. One(Java, "WeakKeyException: … is not secure enough for any JWT HMAC-SHA algorithm", "secret-short",
            Sign.Certain("WeakKeyException"), Sign.Certain("is not secure enough for any JWT HMAC-SHA algorithm")),
        .. One(Java, "IncorrectClaimException: Expected aud claim to be …", "audience", Sign.Certain("Expected aud claim to be")),
        .. One(Java, "IncorrectClaimException: Expected iss claim to be …", "issuer", Sign.Certain("Expected iss claim to be")),
        .. One(Java, "JWT String argument cannot be null or empty", "argument-null",
            Sign.Certain("JWT String argument cannot be null or empty")),

        .. One(Python, "ExpiredSignatureError: Signature has expired", "expired",
            Sign.Certain("ExpiredSignatureError"), Sign.Certain("Signature has expired")),
        .. One(Python, "ImmatureSignatureError: The token is not yet valid (nbf)", "not-yet-valid",
            Sign.Certain("ImmatureSignatureError"), Sign.Certain("The token is not yet valid")),
        .. One(Python, "InvalidSignatureError: Signature verification failed", "signature",
            Sign.Certain("InvalidSignatureError"), Sign.Likely("signature verification failed")),
        .. One(Python, "InvalidAudienceError: Audience doesn't match", "audience", Sign.Certain("InvalidAudienceError"),
            Sign.Certain("Audience doesn't match"), Sign.Likely("invalid audience")),
        .. One(Python, "MissingRequiredClaimError: Token is missing the \"aud\" claim", "audience-missing",
            Sign.Certain("Token is missing the \"aud\" claim")),
        .. One(Python, "MissingRequiredClaimError: Token is missing the \"exp\" claim", "no-expiry",
            Sign.Certain("Token is missing the \"exp\" claim")),
        .. One(Python, "InvalidIssuerError: Invalid issuer", "issuer", Sign.Certain("InvalidIssuerError"), Sign.Likely("invalid issuer")),
        .. One(Python, "DecodeError: Not enough segments", "segments", Sign.Certain("Not enough segments")),
        .. One(Python, "DecodeError: Invalid header padding", "header-unreadable",
            Sign.Certain("Invalid header padding"), Sign.Certain("DecodeError", "Invalid header string")),
        .. One(Python, "DecodeError: Invalid payload padding", "payload-unreadable",
            Sign.Certain("Invalid payload padding"), Sign.Certain("DecodeError", "Invalid payload string")),
        .. One(Python, "InvalidAlgorithmError: The specified alg value is not allowed", "algorithm",
            Sign.Certain("InvalidAlgorithmError"), Sign.Certain("The specified alg value is not allowed")),
        .. One(Python, "PyJWKClientError: Unable to find a signing key that matches", "kid-unknown",
            Sign.Certain("PyJWKClientError", "Unable to find a signing key"), Sign.Certain("Unable to find a signing key that matches")),
    ];

    // The first sign stands for the message on the page; the others are further words of it.
    private static IEnumerable<OtherMessage> One(string library, string message, string caseId, params Sign[] signs) =>
        signs.Select(sign => new OtherMessage(library, message, caseId, sign with { Library = library }));
}
