namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>What a request of the bench carries.</summary>
public enum BenchCaller
{
    /// <summary>No Authorization header at all.</summary>
    NoToken,

    /// <summary>The visitor's own token.</summary>
    MyToken,

    /// <summary>The visitor's token with the role changed to manager.</summary>
    Edited,

    /// <summary>The visitor's token without its signature.</summary>
    Stripped,

    /// <summary>The visitor's claims, <c>alg: none</c>, no signature.</summary>
    AlgNone,

    /// <summary>A token like the visitor's, properly signed, that expired a while ago.</summary>
    Expired,
}

/// <summary>The words for them.</summary>
public static class BenchCallerWords
{
    /// <summary>As the page says it.</summary>
    public static string Words(this BenchCaller caller) => caller switch
    {
        BenchCaller.NoToken => "No token",
        BenchCaller.MyToken => "My token",
        BenchCaller.Edited => "My token, role changed to manager",
        BenchCaller.Stripped => "My token, signature cut off",
        BenchCaller.AlgNone => "My claims, alg none",
        _ => "A token of mine that has expired",
    };
}
