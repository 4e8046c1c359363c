using System.ComponentModel.DataAnnotations;

namespace BlazorJwt.Components.Lessons.TokenOrSession;

/// <summary>What runs out, each by a clock of its own.</summary>
internal enum ClockKind
{
    /// <summary>The access token: until its <c>exp</c> (RFC 7519 section 4.1.4).</summary>
    [Display(Name = "Access token")]
    AccessToken,

    /// <summary>The time after <c>exp</c> in which a check still accepts it, because two clocks never agree.</summary>
    [Display(Name = "Skew")]
    Skew,

    /// <summary>The refresh token: as long as it can be exchanged (RFC 6749 section 6).</summary>
    [Display(Name = "Refresh token")]
    RefreshToken,

    /// <summary>The cookie of the token: until the browser forgets it (draft RFC 6265bis section 5.7).</summary>
    [Display(Name = "Cookie")]
    Cookie,

    /// <summary>The circuit: until the tab is closed.</summary>
    [Display(Name = "Circuit")]
    Circuit,
}

/// <summary>One clock of a sign-in.</summary>
/// <param name="From">When it begins to run.</param>
/// <param name="Until">When it is over: at this very moment it no longer runs. Null: never by itself.</param>
internal sealed record Clock(ClockKind Kind, DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>True while it runs.</summary>
    public bool Runs(DateTimeOffset at) => From <= at && !(Until <= at);
}
