using System.Globalization;

namespace BlazorJwt.Visitors;

/// <summary>
/// A cookie jar written by hand. The framework's own keeps a Secure cookie back on plain http, which a browser does not do on loopback.
/// It knows one host and one path, and that is all the app uses.
/// </summary>
public sealed class CookieJar
{
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    /// <summary>The value of a cookie; null when the jar has none of that name. Setting null takes it out.</summary>
    public string? this[string name]
    {
        get => cookies.GetValueOrDefault(name);
        set
        {
            if (value is null)
                cookies.Remove(name);
            else
                cookies[name] = value;
        }
    }

    /// <summary>The names of the cookies in the jar.</summary>
    public IReadOnlyCollection<string> Names => cookies.Keys;

    /// <summary>The value of a Cookie header; null when the jar is empty.</summary>
    public string? Header => cookies.Count == 0 ? null : string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    /// <summary>Takes in what a response sets, and takes out what it clears.</summary>
    public void Take(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var lines))
            return;
        foreach (var parts in lines.Select(line => line.Split(';', StringSplitOptions.TrimEntries)))
        {
            var (name, value) = Pair(parts[0]);
            this[name] = parts.Skip(1).Select(Pair).Any(IsInThePast) ? null : value;
        }
    }

    private static (string Name, string Value) Pair(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    private static bool IsInThePast((string Name, string Value) attribute) =>
        attribute.Name.ToUpperInvariant() switch
        {
            "MAX-AGE" => int.Parse(attribute.Value, CultureInfo.InvariantCulture) <= 0,
            "EXPIRES" => DateTimeOffset.Parse(attribute.Value, CultureInfo.InvariantCulture).Year <= 1971,
            _ => false,
        };
}
