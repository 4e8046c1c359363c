using System.Globalization;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Warnings;

/// <summary>Times as a token writes them: seconds since 1970, as a number (RFC 7519 section 2).</summary>
internal static class NumericDates
{
    /// <summary>The claims that are times: RFC 7519 section 4.1, OpenID Connect Core sections 2 and 5.1.</summary>
    public static readonly string[] Names = ["exp", "nbf", "iat", "auth_time", "updated_at"];

    // The last second of the year 9999.
    private const double LastSecond = 253_402_300_799;

    // A year of the calendar in the mean, in seconds.
    private const double Year = 31_556_952;

    /// <summary>The time; null when the value is no number or lies before 1970 or after 9999.</summary>
    public static DateTimeOffset? Moment(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var seconds) ? Moment(seconds) : null;

    public static DateTimeOffset? Moment(double seconds) =>
        seconds is >= 0 and <= LastSecond ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)) : null;

    public static string Shown(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string ShownYear(double seconds) => (1970 + Math.Floor(seconds / Year)).ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A span for a sentence: its two largest units, the smaller one only when it is not zero.</summary>
    public static string Shown(TimeSpan span)
    {
        var (large, small) = span switch
        {
            // Years have different lengths: of many, the days are noise.
            { TotalDays: >= 730.5 } => (Count((long)(span.TotalSeconds / Year), "year"), "0 days"),
            { TotalDays: >= 1 } => (Count(span.Days, "day"), $"{span.Hours} h"),
            { TotalHours: >= 1 } => ($"{span.Hours} h", $"{span.Minutes} min"),
            { TotalMinutes: >= 1 } => ($"{span.Minutes} min", $"{span.Seconds} s"),
            _ => ($"{(long)span.TotalSeconds} s", "0 s"),
        };
        return small.StartsWith("0 ", StringComparison.Ordinal) ? large : $"{large} {small}";
    }

    private static string Count(long number, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {unit}{(number == 1 ? "" : "s")}");
}
