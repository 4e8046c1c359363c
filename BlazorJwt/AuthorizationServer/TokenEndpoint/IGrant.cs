namespace BlazorJwt.AuthorizationServer.TokenEndpoint;

/// <summary>One way to get tokens at the token endpoint (RFC 6749 section 1.3).</summary>
internal interface IGrant
{
    /// <summary>The value of <c>grant_type</c> that chooses it.</summary>
    string Type { get; }

    /// <summary>Answers with tokens, or with the error that refuses them.</summary>
    Task<IResult> AnswerAsync(HttpContext context, IFormCollection fields, Client client);
}

/// <summary>The values of <c>grant_type</c>.</summary>
internal static class GrantTypes
{
    public const string Password = "password";
    public const string RefreshToken = "refresh_token";
    public const string ClientCredentials = "client_credentials";
    public const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public static IReadOnlyList<string> All { get; } = [Password, RefreshToken, ClientCredentials, JwtBearer];
}
