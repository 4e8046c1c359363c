namespace BlazorJwt.Tokens.Jwe;

/// <summary>How the key that encrypts the content gets to the reader (RFC 7518 section 4).</summary>
internal enum JweKeyManagement
{
    /// <summary><c>dir</c>: both sides share the key already, and the token carries none (section 4.5).</summary>
    Direct,

    /// <summary><c>RSA-OAEP</c>: a fresh key for each token, encrypted with the reader's public key (section 4.3).</summary>
    RsaOaep,
}
