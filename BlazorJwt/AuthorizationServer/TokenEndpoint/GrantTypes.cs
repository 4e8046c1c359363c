namespace BlazorJwt.AuthorizationServer.TokenEndpoint;

internal static class GrantTypes
{
    public const string Password = "password";
    public const string RefreshToken = "refresh_token";
    public const string ClientCredentials = "client_credentials";
    public const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public static IReadOnlyList<string> All { get; } = [Password, RefreshToken, ClientCredentials, JwtBearer];
}
