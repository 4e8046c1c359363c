using System.Globalization;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>What a visitor filled in, within bounds.</summary>
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
        problem = name is "" || password is "" ? SignInProblem.FieldMissing
            : name.Length > LongestName || password.Length > LongestPassword ? SignInProblem.FieldTooLong
            : null;
        var chosen = TryLifetime(fields["lifetime"].ToString(), bounds, out var lifetime) & TryAlgorithm(fields["algorithm"].ToString(), out var algorithm);
        if (!chosen) problem ??= SignInProblem.ChoiceNotOffered;
        return problem is null ? new(name, password, lifetime, algorithm, fields.ContainsKey("renew")) : null;
    }

    public override string ToString() => "sign-in form (redacted)";

    private static bool TryLifetime(string text, TokenOptions bounds, out TimeSpan? lifetime)
    {
        lifetime = null;
        if (text is "") return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        lifetime = TimeSpan.FromSeconds(seconds);
        return lifetime >= bounds.ShortestLifetime && lifetime <= bounds.LongestLifetime;
    }

    private static bool TryAlgorithm(string text, out string? algorithm)
    {
        algorithm = text is "" ? null : text;
        return algorithm is null || SigningAlgorithms.All.Contains(algorithm, StringComparer.Ordinal);
    }
}
