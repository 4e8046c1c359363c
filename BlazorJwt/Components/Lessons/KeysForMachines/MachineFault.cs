using System.ComponentModel.DataAnnotations;

namespace BlazorJwt.Components.Lessons.KeysForMachines;

/// <summary>What is wrong with what the program sends.</summary>
public enum MachineFault
{
    [Display(Name = "What it was given")]
    None,

    [Display(Name = "The id of no client")]
    UnknownClient,

    [Display(Name = "A wrong secret, a stranger’s key")]
    WrongSecret,

    [Display(Name = "The same, a second time")]
    SentTwice,

    [Display(Name = "An assertion that has expired")]
    Expired,

    [Display(Name = "An assertion for another audience")]
    OtherAudience,

    /// <summary>Right for a grant, wrong for client authentication (RFC 10070 section 4).</summary>
    [Display(Name = "An assertion for the token endpoint, not the issuer")]
    TokenEndpointAudience,

    /// <summary>One that was rotated away, and whose overlap is over.</summary>
    [Display(Name = "A secret, a key that is retired")]
    Retired,
}
