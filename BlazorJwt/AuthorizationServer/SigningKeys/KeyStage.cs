namespace BlazorJwt.AuthorizationServer.SigningKeys;

/// <summary>Where a key stands in its life. It goes through the stages in this order, and never back.</summary>
public enum KeyStage
{
    /// <summary>In the key set, so that others learn it. It does not sign yet.</summary>
    Announced,

    /// <summary>It signs the tokens of its algorithm.</summary>
    Signing,

    /// <summary>It signs no more, and verifies what it signed until the last of that has expired.</summary>
    Retiring,

    /// <summary>Out of the key set and out of memory. A token that names it is refused.</summary>
    Gone,
}
