namespace BlazorJwt.AuthorizationServer.SigningKeys;

/// <summary>A key goes through these stages in this order, and never back.</summary>
internal enum KeyStage
{
    /// <summary>In the key set, so that others learn it. It does not sign yet.</summary>
    Announced,

    Signing,

    /// <summary>It no longer signs, and verifies what it signed until the last of that has expired.</summary>
    Retiring,

    /// <summary>Out of the key set and out of memory. A token that names it is refused.</summary>
    Gone,
}
