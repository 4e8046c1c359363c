using System.Text.Json;

namespace BlazorJwt.Tokens;

/// <summary>
/// The types that RFC 7519 section 4.1 gives the registered claims: times are numbers of seconds, names are strings. The library
/// is more forgiving: to it <c>"exp":"1700000000"</c> is a time, and <c>"sub":7</c> a name.
/// </summary>
internal static class ClaimTypeRules
{
    // The last second of the year 9999. The milliseconds of today lie far beyond it.
    private const double LastSecond = 253_402_300_799;

    /// <summary>What is wrong, in a sentence; null when all types fit.</summary>
    /// <param name="json">A payload in which <see cref="StrictJson"/> found no problem.</param>
    /// <param name="facts">What was read on the way.</param>
    public static string? Problem(ReadOnlySpan<byte> json, out ClaimFacts facts)
    {
        double? issuedAt = null, expires = null;
        var hasClientId = false;
        string? problem = null;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (problem is null && reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = StrictJson.Name(ref reader);
            if (name.SequenceEqual("exp"u8)) problem = NumericDate(ref reader, "exp", out expires);
            else if (name.SequenceEqual("iat"u8)) problem = NumericDate(ref reader, "iat", out issuedAt);
            else if (name.SequenceEqual("nbf"u8)) problem = NumericDate(ref reader, "nbf", out _);
            else if (name.SequenceEqual("iss"u8)) problem = Text(ref reader, "iss");
            else if (name.SequenceEqual("sub"u8)) problem = Text(ref reader, "sub");
            else if (name.SequenceEqual("jti"u8)) problem = Text(ref reader, "jti");
            else if (name.SequenceEqual("client_id"u8))
            {
                problem = Text(ref reader, "client_id");
                hasClientId = reader.ValueSpan.Length > 0;
            }
            else if (name.SequenceEqual("azp"u8)) problem = Text(ref reader, "azp");
            else if (name.SequenceEqual("aud"u8)) problem = Audience(ref reader);
            else reader.Skip();
        }

        facts = new(issuedAt, expires, hasClientId);
        return problem;
    }

    private static string? NumericDate(ref Utf8JsonReader reader, string name, out double? seconds)
    {
        seconds = null;
        reader.Read();
        if (reader.TokenType is not JsonTokenType.Number) return $"{name} is not a number. RFC 7519 wants seconds since 1970 as a JSON number.";
        if (!reader.TryGetDouble(out var value) || value > LastSecond) return $"{name} lies beyond the year 9999. It looks like milliseconds; RFC 7519 wants seconds.";
        if (value < 0) return $"{name} lies before 1970.";
        seconds = value;
        return null;
    }

    private static string? Text(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String ? null : $"{name} is not a string.";
    }

    private static string? Audience(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String) return null;
        if (reader.TokenType is JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType is JsonTokenType.String) { }
            if (reader.TokenType is JsonTokenType.EndArray) return null;
        }

        return "aud is neither a string nor an array of strings.";
    }
}

/// <summary>What the gate reads in the claims on its way.</summary>
/// <param name="IssuedAt">The <c>iat</c>, in seconds since 1970; null when absent.</param>
/// <param name="Expires">The <c>exp</c>; null when absent.</param>
/// <param name="HasClientId">True when <c>client_id</c> is there and not empty.</param>
internal readonly record struct ClaimFacts(double? IssuedAt, double? Expires, bool HasClientId);
