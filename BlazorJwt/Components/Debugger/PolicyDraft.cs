using System.Globalization;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Components.Debugger;

/// <summary>The policy as a visitor fills it in. An empty field asks for nothing.</summary>
public sealed class PolicyDraft
{
    private static readonly char[] Separators = [' ', ',', '\n', '\t'];

    /// <summary>True to ask what this app's own API asks, with this app's own keys.</summary>
    internal bool AsApi { get; set; }

    internal string Issuer { get; set; } = "";

    internal string Audience { get; set; } = "";

    /// <summary>The <c>typ</c> values accepted, with spaces between.</summary>
    internal string Types { get; set; } = "";

    /// <summary>The claims that must be there, with spaces between.</summary>
    internal string Required { get; set; } = "";

    /// <summary>How far two clocks may differ, in seconds.</summary>
    internal string Skew { get; set; } = "30";

    /// <summary>The longest life from <c>iat</c> to <c>exp</c>, in hours.</summary>
    internal string Life { get; set; } = "";

    /// <summary>The moment to check for, in UTC.</summary>
    internal string Clock { get; set; } = "";

    internal HashSet<string> Algorithms { get; } = [.. SigningAlgorithms.Jose];

    /// <summary>The policy these fields describe.</summary>
    /// <param name="problem">The field that can't be read, in a sentence; null when all can.</param>
    internal TokenPolicy? Build(IKeySet keys, out string? problem)
    {
        problem = null;
        if (!TryRead(Skew, text => Number(text, 86_400), out var skew))
            problem = "The clock skew must be a number of seconds from 0 to 86400.";
        else if (!TryRead(Life, text => Number(text, 1_000_000), out var hours))
            problem = "The longest life must be a number of hours from 0 to 1000000.";
        else if (!TryRead(Clock, Time, out var at))
            problem = "The clock must be a date and a time from the year 2 to 9998, such as 2026-03-01T09:00:00.";
        else
        {
            return new()
            {
                Issuer = Asked(Issuer),
                Audience = Asked(Audience),
                Keys = keys,
                KeyMustBeNamed = false,
                Algorithms = [.. SigningAlgorithms.Jose.Where(Algorithms.Contains)],
                Types = Types.Split(Separators, StringSplitOptions.RemoveEmptyEntries),
                RequiredClaims = Required.Split(Separators, StringSplitOptions.RemoveEmptyEntries),
                ClockSkew = TimeSpan.FromSeconds(skew ?? 0),
                MaxLifetime = hours is { } life ? TimeSpan.FromHours(life) : TimeSpan.MaxValue,
                At = at,
                MaxBytes = TypedText.Longest,
                // This server knows what it revoked itself, and nothing of what other issuers did.
                AsksDenylist = false,
            };
        }

        return null;
    }

    private static string? Asked(string text) => text.Trim() is { Length: > 0 } asked ? asked : null;

    // False when something was asked and can't be read.
    private static bool TryRead<T>(string text, Func<string, T?> read, out T? value)
        where T : struct
    {
        var asked = Asked(text);
        value = asked is null ? null : read(asked);
        return asked is null || value is not null;
    }

    private static double? Number(string text, double most) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : null;

    // A clock skew before or after must be a date, too.
    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at)
            && at.Year is not (1 or 9999) ? at : null;
}
