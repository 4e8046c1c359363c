using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Components.Lessons.TokenOrSession;

/// <summary>What the visitor would see at one moment, clock by clock, if nobody renewed the sign-in before.</summary>
/// <param name="Verdict">What the real check says of the token at that moment.</param>
internal sealed record ClockSight(ClockPicture Picture, TokenVerdict Verdict)
{
    public DateTimeOffset At => Verdict.At;

    public bool CanRefresh => Picture.Clocks[(int)ClockKind.RefreshToken].Runs(At);

    public string Summary => (Picture.IsSignedIn(At), Verdict.Accepted, CanRefresh) switch
    {
        (true, true, _) => "The page knows you, and the API answers 200.",
        (true, false, _) => "The page still knows you for a second; the API refuses the token.",
        (false, true, true) => "The page has signed you out. The API would still take a copy of the token, and the next one can be fetched "
            + "without a password.",
        (false, true, false) => "The page has signed you out. The API would still take a copy of the token.",
        (false, false, true) => "The token is over everywhere. The refresh token still fetches the next one, without a password.",
        (false, false, false) => "Nothing is left but an open circuit. Only signing in again helps.",
    };

    public string State(Clock clock) => clock switch
    {
        { Kind: ClockKind.RefreshToken } when Picture.RefreshUntil is null => "none",
        _ when At < clock.From => "not yet",
        _ when clock.Runs(At) => clock.Kind is ClockKind.Circuit ? "open" : "running",
        _ => "over",
    };

    /// <summary>What a clock means for the visitor at that moment.</summary>
    public string Seen(Clock clock) => clock.Kind switch
    {
        ClockKind.AccessToken => Verdict.Accepted ? "GET /api/orders: 200 OK" : $"GET /api/orders: 401. {Verdict.Refusal!.Explanation}",
        ClockKind.Skew when At < clock.From => "Not needed yet.",
        ClockKind.Skew => clock.Runs(At) ? "exp has passed, and a check still says yes." : "No check says yes any more.",
        ClockKind.RefreshToken when Picture.RefreshUntil is null => "This sign-in isn’t renewed: it has no refresh token.",
        ClockKind.RefreshToken => CanRefresh ? "POST /account/refresh: new cookies" : "POST /account/refresh: 400, invalid_grant",
        ClockKind.Cookie when clock.Runs(At) => "The browser sends the token with each request.",
        ClockKind.Cookie =>
            CanRefresh ? "Forgotten. The refresh token’s cookie goes to /account alone." : "Forgotten: the browser sends no token.",
        _ => Picture.IsSignedIn(At) ? "The page shows you signed in." : "The page is alive, and shows you signed out.",
    };
}
