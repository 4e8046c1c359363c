using System.Globalization;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <param name="Lifetime">How long a token lives; null for the settings' own.</param>
/// <param name="Algorithm">What it is signed with; null for the settings' own.</param>
/// <param name="Renew">True when the token is to be renewed before it expires. A box that is not ticked is not sent.</param>
internal sealed record SignInForm(string Name, string Password, TimeSpan? Lifetime, string? Algorithm, bool Renew)
{
    public const int LongestName = 64;
    public const int LongestPassword = 256;

    /// <summary>Reads the fields. Gives the form, or the code of what is wrong with it.</summary>
    public static SignInForm? Read(IFormCollection fields, TokenOptions bounds, out string? problem)
    {
        // Phones put a space behind a name. A password is taken as it is.
        var (name, password) = (fields["name"].ToString().Trim(), fields["password"].ToString());
        var lifetime = Chosen(fields["lifetime"].ToString());
        var algorithm = fields["algorithm"].ToString() is { Length: > 0 } named ? named : null;
        problem = name is "" || password is "" ? SignInProblem.FieldMissing
            : name.Length > LongestName || password.Length > LongestPassword ? SignInProblem.FieldTooLong
            : lifetime < bounds.ShortestLifetime || lifetime > bounds.LongestLifetime ? SignInProblem.ChoiceNotOffered
            : algorithm is not null && !SigningAlgorithms.All.Contains(algorithm, StringComparer.Ordinal) ? SignInProblem.ChoiceNotOffered
            : null;
        return problem is null ? new(name, password, lifetime, algorithm, fields.ContainsKey("renew")) : null;
    }

    public override string ToString() => "sign-in form (redacted)";

    // What is no number is shorter than any lifetime that is offered.
    private static TimeSpan? Chosen(string seconds) =>
        seconds is "" ? null
        : TimeSpan.FromSeconds(int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
}
