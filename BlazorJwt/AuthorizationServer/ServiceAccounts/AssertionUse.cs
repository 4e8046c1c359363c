namespace BlazorJwt.AuthorizationServer.ServiceAccounts;

/// <summary>What an assertion is used for. Each use has rules of its own.</summary>
internal enum AssertionUse
{
    /// <summary>It is the grant itself (RFC 7523 section 2.1). The issuer or the token endpoint is in its audience.</summary>
    Grant,

    /// <summary>It authenticates the client (RFC 7523 section 2.2). The issuer is its sole audience, and it says its type.</summary>
    ClientAuthentication,
}

/// <summary>What an assertion says of itself in <c>typ</c>.</summary>
internal static class AssertionTypes
{
    /// <summary>RFC 10070 section 4.</summary>
    public const string ClientAuthentication = "client-authentication+jwt";
}

internal static class AssertionBounds
{
    /// <summary>The longest time from <c>iat</c> to <c>exp</c>; without <c>iat</c> from now.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(5);

    /// <summary>The most characters of a <c>jti</c>: it is remembered.</summary>
    public const int LongestId = 128;
}
