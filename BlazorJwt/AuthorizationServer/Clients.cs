namespace BlazorJwt.AuthorizationServer;

/// <summary>
/// The clients of this token server that a person signs in with, by <c>client_id</c>. All are public (RFC 6749 section 2.1), unlike service
/// accounts: they keep no secret, so the id says which one claims to ask, and proves nothing.
/// </summary>
internal static class Clients
{
    /// <summary>This app's own pages. It signs in by its own form, never at the token endpoint.</summary>
    public const string Web = "blazorjwt-web";

    /// <summary>A script at the token endpoint; the one that is meant when none is named.</summary>
    public const string Scripts = "blazorjwt-scripts";

    /// <summary>A page in plain JavaScript that keeps its token in memory.</summary>
    public const string SinglePage = "blazorjwt-spa";

    public static bool IsPublic(string clientId) => clientId is Web or Scripts or SinglePage;
}
