namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>What a request of the bench carries.</summary>
public enum BenchCaller
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
public static class BenchCallerWords
{
    /// <summary>As the page says it.</summary>
    public static string Words(this BenchCaller caller) => caller switch
    {
        BenchCaller.NoToken => "No token",
        BenchCaller.MyToken => "My token",
        BenchCaller.MyCookie => "My cookie",
        BenchCaller.SmallLetters => "My token, bearer in small letters",
        BenchCaller.LacksScope => "A token of mine without a scope",
        BenchCaller.LacksRole => "A token of mine without a role",
        BenchCaller.Edited => "My token, role changed to manager",
        BenchCaller.Stripped => "My token, signature cut off",
        BenchCaller.AlgNone => "My claims, alg none",
        BenchCaller.Stranger => "My claims, signed by a stranger",
        BenchCaller.UnknownKey => "My claims, unknown key",
        BenchCaller.Expired => "A token of mine that has expired",
        BenchCaller.NotYetValid => "A token of mine that is not valid yet",
        BenchCaller.WrongAudience => "My claims, for another audience",
        BenchCaller.WrongIssuer => "My claims, by another issuer",
        BenchCaller.WrongType => "My claims, no access token",
        BenchCaller.SubjectTwice => "My claims, sub twice",
        BenchCaller.UnknownCritical => "My claims, unknown crit",
        BenchCaller.TakenBack => "A token of mine that was taken back",
        BenchCaller.BearerTwice => "My token, Bearer twice",
        BenchCaller.Quoted => "My token, in quotes",
        _ => "My token, as Basic",
    };

    /// <summary>True for what a client sends in good faith. The rest is for the labs.</summary>
    public static bool IsHonest(this BenchCaller caller) => caller is BenchCaller.NoToken or BenchCaller.MyToken or BenchCaller.MyCookie or BenchCaller.SmallLetters;
}
