namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>What a request of the bench carries.</summary>
public enum RequestCredential
{
    /// <summary>No Authorization header at all.</summary>
    NoToken,

    /// <summary>The visitor's own token.</summary>
    MyToken,

    /// <summary>Nothing that a script puts there: the browser adds the token cookie by itself.</summary>
    MyCookie,

    /// <summary>The same as <see cref="MyToken"/>, with the scheme written small: the case of a scheme does not matter (RFC 9110 section 11.1).</summary>
    SmallLetters,

    /// <summary>A good token of the visitor's without a scope.</summary>
    LacksScope,

    /// <summary>A good token of the visitor's without a role.</summary>
    LacksRole,

    /// <summary>The visitor's token with the role changed to manager.</summary>
    Edited,

    /// <summary>The visitor's token without its signature.</summary>
    Stripped,

    /// <summary>The visitor's claims, <c>alg: none</c>, no signature.</summary>
    AlgNone,

    /// <summary>The visitor's claims, signed by somebody else under the name of the real key.</summary>
    Stranger,

    /// <summary>The visitor's claims under a key that nobody knows.</summary>
    UnknownKey,

    /// <summary>A token like the visitor's, properly signed, that expired a while ago.</summary>
    Expired,

    /// <summary>One whose life has not begun.</summary>
    NotYetValid,

    /// <summary>One for another API.</summary>
    WrongAudience,

    /// <summary>One that names another issuer.</summary>
    WrongIssuer,

    /// <summary>One that is no access token.</summary>
    WrongType,

    /// <summary>One in which <c>sub</c> stands twice.</summary>
    SubjectTwice,

    /// <summary>One with an extension that the reader must know, and nobody does.</summary>
    UnknownCritical,

    /// <summary>One that its owner took back.</summary>
    TakenBack,

    /// <summary>The visitor's token behind <c>Bearer Bearer</c>.</summary>
    BearerTwice,

    /// <summary>The visitor's token in quotes.</summary>
    Quoted,

    /// <summary>The visitor's token under the scheme <c>Basic</c>.</summary>
    Basic,
}

/// <summary>The words for them.</summary>
public static class RequestCredentialTexts
{
    /// <summary>As the page says it.</summary>
    public static string Words(this RequestCredential caller) => caller switch
    {
        RequestCredential.NoToken => "No token",
        RequestCredential.MyToken => "My token",
        RequestCredential.MyCookie => "My cookie",
        RequestCredential.SmallLetters => "My token, bearer in small letters",
        RequestCredential.LacksScope => "A token of mine without a scope",
        RequestCredential.LacksRole => "A token of mine without a role",
        RequestCredential.Edited => "My token, role changed to manager",
        RequestCredential.Stripped => "My token, signature cut off",
        RequestCredential.AlgNone => "My claims, alg none",
        RequestCredential.Stranger => "My claims, signed by a stranger",
        RequestCredential.UnknownKey => "My claims, unknown key",
        RequestCredential.Expired => "A token of mine that has expired",
        RequestCredential.NotYetValid => "A token of mine that is not valid yet",
        RequestCredential.WrongAudience => "My claims, for another audience",
        RequestCredential.WrongIssuer => "My claims, by another issuer",
        RequestCredential.WrongType => "My claims, no access token",
        RequestCredential.SubjectTwice => "My claims, sub twice",
        RequestCredential.UnknownCritical => "My claims, unknown crit",
        RequestCredential.TakenBack => "A token of mine that was taken back",
        RequestCredential.BearerTwice => "My token, Bearer twice",
        RequestCredential.Quoted => "My token, in quotes",
        _ => "My token, as Basic",
    };

    /// <summary>True for what a client sends in good faith. The rest is for the labs.</summary>
    public static bool IsHonest(this RequestCredential caller) => caller is RequestCredential.NoToken or RequestCredential.MyToken or RequestCredential.MyCookie or RequestCredential.SmallLetters;
}
