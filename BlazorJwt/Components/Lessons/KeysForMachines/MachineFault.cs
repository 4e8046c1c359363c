namespace BlazorJwt.Components.Lessons.KeysForMachines;

/// <summary>What is wrong with what the program sends.</summary>
public enum MachineFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>No such client.</summary>
    UnknownClient,

    /// <summary>A secret that is none of the account's, or the signature of a stranger under the name of the account's key.</summary>
    WrongSecret,

    /// <summary>Right, and sent a second time.</summary>
    SentTwice,

    /// <summary>An assertion whose time is over.</summary>
    Expired,

    /// <summary>An assertion for another token endpoint.</summary>
    OtherAudience,

    /// <summary>An assertion whose audience is the token endpoint: right for a grant, wrong for client authentication (RFC 10070 section 4).</summary>
    TokenEndpointAudience,

    /// <summary>A secret or a key that was rotated away, and whose overlap is over.</summary>
    Retired,
}

/// <summary>The words for them.</summary>
public static class MachineFaultWords
{
    /// <summary>As the page says it.</summary>
    public static string Words(this MachineFault fault) => fault switch
    {
        MachineFault.None => "What it was given",
        MachineFault.UnknownClient => "The id of no client",
        MachineFault.WrongSecret => "A wrong secret, a stranger’s key",
        MachineFault.SentTwice => "The same, a second time",
        MachineFault.Expired => "An assertion that has expired",
        MachineFault.OtherAudience => "An assertion for another audience",
        MachineFault.TokenEndpointAudience => "An assertion for the token endpoint, not the issuer",
        _ => "A secret, a key that is retired",
    };
}
