using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Components.Debugger;

/// <summary>A claim that holds a time, for a reader.</summary>
/// <param name="Number">The value as in the token, shortened when it is long.</param>
/// <param name="At">The moment it stands for; null when it stands for none.</param>
/// <param name="Note">Why there is no moment, in a sentence; null when there is one.</param>
internal sealed record ClaimTime(string Name, string Number, DateTimeOffset? At, string? Note);

/// <summary>Finds the times in a payload: NumericDate, seconds since 1970 (RFC 7519 section 2).</summary>
internal static class ClaimTimes
{
    private const double LastSecond = 253_402_300_799;

    private static readonly string[] Names = ["iat", "nbf", "exp", "auth_time", "updated_at"];

    /// <summary>The times, in the order of a token's life.</summary>
    public static IReadOnlyList<ClaimTime> In(JsonElement payload) =>
        [.. from name in Names let value = payload.Member(name) where value is not null select Read(name, value.Value)];

    private static ClaimTime Read(string name, JsonElement value)
    {
        var raw = value.GetRawText();
        if (raw.Length > 24) raw = raw[..23] + "…";
        if (value.ValueKind is not JsonValueKind.Number || !value.TryGetDouble(out var seconds))
            return new(name, raw, null, "Not a number: a time is a number of seconds since 1970.");
        if (seconds is >= 0 and <= LastSecond && !IsMilliseconds(seconds)) return new(name, raw, Moment(seconds), null);
        return new(name, raw, null, IsMilliseconds(seconds)
            ? $"Taken as milliseconds this is {Moment(seconds / 1000):yyyy-MM-dd HH:mm:ss} UTC. A token counts seconds."
            : "Outside the years 1970 to 9999.");
    }

    // As seconds this is the year 5138 and later, as milliseconds 1973 to 9999.
    private static bool IsMilliseconds(double number) => number is >= 1e11 and <= LastSecond * 1000;

    private static DateTimeOffset Moment(double seconds) => DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds));
}
