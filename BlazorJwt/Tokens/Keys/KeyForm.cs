namespace BlazorJwt.Tokens.Keys;

/// <summary>How a key is written. A secret is never guessed at: the same letters are other bytes as text, as base64url and as
/// hex.</summary>
public enum KeyForm
{
    /// <summary>A secret whose bytes are the UTF-8 of the text, spaces included.</summary>
    PlainSecret,

    /// <summary>A secret in base64url (RFC 4648 section 5); base64 is read as well, since the two do not contradict each other.</summary>
    Base64UrlSecret,

    /// <summary>A secret in hexadecimal digits.</summary>
    HexSecret,

    /// <summary>PEM (RFC 7468): a public or private key, or a certificate.</summary>
    Pem,

    /// <summary>A JWK or a JWK set (RFC 7517).</summary>
    Jwk,
}
