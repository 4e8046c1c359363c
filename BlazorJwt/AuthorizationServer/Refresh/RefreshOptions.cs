using System.ComponentModel.DataAnnotations;

namespace BlazorJwt.AuthorizationServer.Refresh;

/// <summary>The settings of refresh tokens, section <c>Tokens:Refresh</c>.</summary>
internal sealed class RefreshOptions
{
    public const string Section = "Tokens:Refresh";

    /// <summary>How long a sign-in can be refreshed, from its beginning. No refresh extends it (RFC 10017, on refresh tokens).</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00",
        ErrorMessage = "Tokens:Refresh:AbsoluteLifetime must lie between 00:01:00 and 90.00:00:00, for example 12:00:00.")]
    public TimeSpan AbsoluteLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long a refresh token can stay unused. Longer than the longest access token lives.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00",
        ErrorMessage = "Tokens:Refresh:IdleLifetime must lie between 00:01:00 and 90.00:00:00, for example 02:00:00.")]
    public TimeSpan IdleLifetime { get; set; } = TimeSpan.FromHours(2);

    /// <summary>
    /// How long a used refresh token gives one more, so that two tabs that refresh at once, or a client whose answer was lost, are not
    /// taken for a thief. Zero: not at all.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00",
        ErrorMessage = "Tokens:Refresh:Grace must lie between 00:00:00 and 00:01:00, for example 00:00:10.")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many sign-ins are kept for one owner. The one that ended, or else was unused longest, makes room; its tokens
    /// end.</summary>
    [Range(2, 1000, ErrorMessage = "Tokens:Refresh:FamiliesPerOwner must lie between 2 and 1000.")]
    public int FamiliesPerOwner { get; set; } = 20;

    /// <summary>
    /// How many sign-ins are kept in all. Beyond that, those go first that ended; then those of programs, which are in nobody's list of
    /// sessions; those of browsers last. Of each kind, the address that has most loses first what lay unused longest.
    /// </summary>
    [Range(10, 1_000_000, ErrorMessage = "Tokens:Refresh:Families must lie between 10 and 1000000.")]
    public int Families { get; set; } = 5000;
}
