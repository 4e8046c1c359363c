using System.Text;
using Microsoft.Extensions.Primitives;

namespace BlazorJwt.HttpLog;

/// <summary>Writes a message down as it may be kept: headers masked, body bounded.</summary>
internal static class ExchangeText
{
    /// <param name="body">The body as it may be kept; null when there is none.</param>
    /// <param name="bodyBytes">The size of the body as it was sent.</param>
    public static ExchangeMessage Message(string startLine, IEnumerable<KeyValuePair<string, StringValues>> headers, string? body,
        long bodyBytes)
    {
        var kept = new List<ExchangeHeader>();
        // Of what was sent, not of what is kept.
        var size = startLine.Length + 4L + bodyBytes;
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                size += name.Length + 2 + (value?.Length ?? 0) + 2;
                kept.Add(new(name, SecretMask.Header(name, value ?? "")));
            }
        }

        return new(SecretMask.Line(startLine), kept, body, (int)Math.Min(size, int.MaxValue));
    }

    /// <summary>A body as text that may be kept; null when there is none.</summary>
    /// <param name="bytes">The beginning of the body.</param>
    /// <param name="total">The size of the whole body.</param>
    /// <param name="contentType">Its media type: a form has fields that are masked, what is not text is not shown.</param>
    public static string? Body(ReadOnlySpan<byte> bytes, long total, string? contentType)
    {
        if (total == 0) return null;
        if (!IsText(contentType)) return $"({total} bytes of {contentType ?? "no named type"})";
        var text = Masked(Encoding.UTF8.GetString(bytes), contentType);
        return bytes.Length < total ? $"{text}… ({total - bytes.Length} bytes more)" : text;
    }

    /// <summary>A body without what nobody may see again.</summary>
    public static string Masked(string body, string? contentType) => contentType switch
    {
        null => SecretMask.Tokens(body),
        _ when contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) => SecretMask.Form(body),
        _ when contentType.Contains("json", StringComparison.OrdinalIgnoreCase) => SecretMask.Json(body),
        _ => SecretMask.Tokens(body),
    };

    private static bool IsText(string? contentType) => contentType is not null
        && (contentType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            || contentType.Contains("json", StringComparison.OrdinalIgnoreCase));
}
