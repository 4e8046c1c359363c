using System.ComponentModel.DataAnnotations;

namespace BlazorJwt.Components.Lessons.KeysForMachines;

/// <summary>How a program proves who it is.</summary>
public enum ClientAuthenticationMethod
{
    [Display(Name = "API key", Description = "The secret goes to the API, in the header X-Api-Key. There is no token.")]
    ApiKey,

    /// <summary><c>client_secret_basic</c> (RFC 6749 section 2.3.1).</summary>
    [Display(
        Name = "Client credentials, in a header",
        Description = "client_secret_basic: the secret goes to /token in the Authorization header, and a token comes back.")]
    SecretBasic,

    /// <summary><c>client_secret_post</c> (RFC 6749 section 2.3.1).</summary>
    [Display(
        Name = "Client credentials, in the form",
        Description = "client_secret_post: the secret goes to /token as a field of the form, and a token comes back.")]
    SecretPost,

    /// <summary>A signed assertion that is the grant itself (RFC 7523 section 2.1).</summary>
    [Display(
        Name = "Signed assertion",
        Description = "The program signs a JWT with its key file, for the token endpoint. The JWT is the grant, as with Google.")]
    Assertion,

    /// <summary>A signed assertion that stands in for the secret (RFC 7523 section 2.2).</summary>
    [Display(
        Name = "private_key_jwt",
        Description = "The grant is client_credentials. A JWT signed with the key file, for the issuer alone, replaces the secret.")]
    PrivateKeyJwt,
}

internal static class ClientAuthenticationMethods
{
    /// <summary>True for a method that sends the secret; the others sign with the key file.</summary>
    public static bool SendsSecret(this ClientAuthenticationMethod method) => method
        is ClientAuthenticationMethod.ApiKey or ClientAuthenticationMethod.SecretBasic or ClientAuthenticationMethod.SecretPost;
}
