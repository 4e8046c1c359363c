namespace BlazorJwt.Components.Lessons.KeysForMachines;

/// <summary>How a program proves who it is.</summary>
public enum ClientAuthenticationMethod
{
    /// <summary>Its secret, in a header of each request to the API.</summary>
    ApiKey,

    /// <summary>Its secret in the Authorization header of the token endpoint: <c>client_secret_basic</c> (RFC 6749 section 2.3.1).</summary>
    SecretBasic,

    /// <summary>Its secret in the form for the token endpoint: <c>client_secret_post</c> (RFC 6749 section 2.3.1).</summary>
    SecretPost,

    /// <summary>A signed assertion that is the grant itself (RFC 7523 section 2.1), as Google's service accounts do.</summary>
    Assertion,

    /// <summary>A signed assertion that stands in for the secret: <c>private_key_jwt</c> (RFC 7523 section 2.2).</summary>
    PrivateKeyJwt,
}

/// <summary>The words for them.</summary>
public static class ClientAuthenticationMethodTexts
{
    /// <summary>As the page says it.</summary>
    public static string Words(this ClientAuthenticationMethod way) => way switch
    {
        ClientAuthenticationMethod.ApiKey => "API key",
        ClientAuthenticationMethod.SecretBasic => "Client credentials, in a header",
        ClientAuthenticationMethod.SecretPost => "Client credentials, in the form",
        ClientAuthenticationMethod.Assertion => "Signed assertion",
        _ => "private_key_jwt",
    };

    /// <summary>What the program does.</summary>
    public static string Does(this ClientAuthenticationMethod way) => way switch
    {
        ClientAuthenticationMethod.ApiKey => "The secret goes to the API, in the header X-Api-Key. There is no token.",
        ClientAuthenticationMethod.SecretBasic => "client_secret_basic: the secret goes to /token in the Authorization header, and a token comes back.",
        ClientAuthenticationMethod.SecretPost => "client_secret_post: the secret goes to /token as a field of the form, and a token comes back.",
        ClientAuthenticationMethod.Assertion => "The program signs a JWT with its key file, for the token endpoint. The JWT is the grant, as with Google.",
        _ => "The grant is client_credentials. A JWT signed with the key file, for the issuer alone, replaces the secret.",
    };

    /// <summary>True for a way that sends the secret; the others sign with the key file.</summary>
    public static bool SendsSecret(this ClientAuthenticationMethod way) => way is ClientAuthenticationMethod.ApiKey or ClientAuthenticationMethod.SecretBasic or ClientAuthenticationMethod.SecretPost;
}
