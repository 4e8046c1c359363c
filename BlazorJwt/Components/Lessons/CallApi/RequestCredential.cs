using System.ComponentModel.DataAnnotations;

namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>What a request of the experiment carries.</summary>
public enum RequestCredential
{
    [Display(Name = "No token")]
    NoToken,

    [Display(Name = "My token")]
    MyToken,

    /// <summary>Nothing that a script puts there: the browser adds the token cookie by itself.</summary>
    [Display(Name = "My cookie")]
    MyCookie,

    /// <summary>The case of a scheme does not matter (RFC 9110 section 11.1).</summary>
    [Display(Name = "My token, bearer in small letters")]
    SmallLetters,

    [Display(Name = "A token of mine without a scope")]
    LacksScope,

    [Display(Name = "A token of mine without a role")]
    LacksRole,

    [Display(Name = "My token, role changed to manager")]
    Edited,

    [Display(Name = "My token, signature cut off")]
    Stripped,

    [Display(Name = "My claims, alg none")]
    AlgNone,

    /// <summary>Signed with another key under the name of the real one.</summary>
    [Display(Name = "My claims, signed by a stranger")]
    Stranger,

    [Display(Name = "My claims, unknown key")]
    UnknownKey,

    [Display(Name = "A token of mine that has expired")]
    Expired,

    [Display(Name = "A token of mine that is not valid yet")]
    NotYetValid,

    [Display(Name = "My claims, for another audience")]
    WrongAudience,

    [Display(Name = "My claims, by another issuer")]
    WrongIssuer,

    [Display(Name = "My claims, no access token")]
    WrongType,

    [Display(Name = "My claims, sub twice")]
    SubjectTwice,

    [Display(Name = "My claims, unknown crit")]
    UnknownCritical,

    [Display(Name = "A token of mine that was revoked")]
    Revoked,

    [Display(Name = "My token, Bearer twice")]
    BearerTwice,

    [Display(Name = "My token, in quotes")]
    Quoted,

    [Display(Name = "My token, as Basic")]
    Basic,
}

internal static class RequestCredentials
{
    /// <summary>True for what a client sends in good faith. The rest is for the labs.</summary>
    public static bool IsHonest(this RequestCredential credential) => credential
        is RequestCredential.NoToken or RequestCredential.MyToken or RequestCredential.MyCookie or RequestCredential.SmallLetters;

    /// <summary>Who can send it: the cookie is the browser's to send, and nobody else has it.</summary>
    public static IReadOnlyList<RequestSender> Senders(this RequestCredential credential) =>
        credential is RequestCredential.MyCookie ? [RequestSender.Browser] : [RequestSender.Server, RequestSender.Script];
}
