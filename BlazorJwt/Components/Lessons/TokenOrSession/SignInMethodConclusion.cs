using System.Globalization;
using BlazorJwt.Labs.Sessions;
using static BlazorJwt.Labs.Sessions.SignInMeasure;

namespace BlazorJwt.Components.Lessons.TokenOrSession;

/// <summary>What follows from what this visitor measured, and from nothing else.</summary>
internal static class SignInMethodConclusion
{
    /// <summary>The sentences, in the order of the table; none while nothing was measured.</summary>
    public static IReadOnlyList<string> From(IReadOnlyList<SignInMeasurement> cells)
    {
        var said = new List<string>();
        if (Sizes(cells) is { } sizes) said.Add(sizes);

        var (token, session) = (Cell(cells, AfterSignOut, SignInMethod.Token, SignInMeasurement.WithoutDenylist),
            Cell(cells, AfterSignOut, SignInMethod.Session));
        var listed = Cell(cells, AfterSignOut, SignInMethod.Token, SignInMeasurement.WithDenylist);
        if (token is not null && session is not null) said.Add((token.WentWell, session.WentWell) switch
        {
            (false, true) => "Signing out ended the session. It did not end the JWT: the old one still let the thief in.",
            (true, true) => "Signing out ended both. For a JWT without a denylist that must not happen: look at the exchanges.",
            _ => "The session still let the thief in after signing out. That must not happen.",
        });
        if (listed is { WentWell: true } && Cell(cells, LookUps, SignInMethod.Token, SignInMeasurement.WithDenylist)?.Figure is { } price)
            said.Add($"The denylist ended the JWT, for {price:0} look-up at each request: the one that a JWT was to save.");

        if (Cell(cells, AfterRoleChange, SignInMethod.Token) is { } told
            && Cell(cells, AfterRoleChange, SignInMethod.Session) is { WentWell: true })
            said.Add(told.WentWell is false
                ? "The session knew the new role at once. The JWT tells the old one until it expires."
                : "Both lanes knew the new role.");

        var survivors = cells.Where(cell => cell is { Measure: AfterRestart, WentWell: true }).ToArray();
        if (Cell(cells, AfterRestart, SignInMethod.Token, SignInMeasurement.FreshKeys) is { WentWell: false }
            && !survivors.Any(cell => cell.Under == SignInMeasurement.FreshKeys))
            said.Add("A restart with new keys ended both lanes: the session’s row was in memory, and nobody knows the key that signed the "
                + "JWT.");
        if (survivors.Any(cell => cell.Under == SignInMeasurement.KeptKeys && cell.Method == SignInMethod.Token.Slug)
            && !survivors.Any(cell => cell.Method == SignInMethod.Session.Slug))
            said.Add("With its key kept, the JWT outlived the restart: the server needs no memory to check it. The session in memory did "
                + "not.");

        if (token?.WentWell is false && session?.WentWell is true
            && Cell(cells, LookUps, SignInMethod.Token, SignInMeasurement.WithoutDenylist)?.Figure is 0)
            said.Add("So: what must end when you say so is a session. Where no database is wanted, use a JWT that lives for minutes.");
        return said;
    }

    private static string? Sizes(IReadOnlyList<SignInMeasurement> cells) =>
        Cell(cells, Bytes, SignInMethod.Token)?.Figure is { } token
            && Cell(cells, Bytes, SignInMethod.Session)?.Figure is > 0 and { } session
                && Cell(cells, Bytes, SignInMethod.BareId)?.Figure is > 0 and { } id
            ? string.Create(CultureInfo.InvariantCulture, $"With each request the JWT took {token:0} bytes: {token / session:0.0} times "
                + $"the session’s reference, {token / id:0} times a bare id.")
            : null;

    private static SignInMeasurement? Cell(IReadOnlyList<SignInMeasurement> cells, SignInMeasure measure, SignInMethod lane,
        string under = "") =>
        cells.FirstOrDefault(cell => cell.Measure == measure && cell.Method == lane.Slug && cell.Under == under);
}
