using System.Text.Json;

namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>Gets a JSON document from an issuer, and says in a few words what came where there is none.</summary>
internal static class IssuerJson
{
    /// <exception cref="UnusableAnswerException">There is no such document, whatever the reason.</exception>
    public static async Task<JsonDocument> GetJsonAsync(this HttpClient client, Uri address, CancellationToken stop)
    {
        try
        {
            // The status first: the body of an error is not read.
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stop);
            if (Problem((int)response.StatusCode) is { } problem) throw new UnusableAnswerException(problem);
            await response.Content.LoadIntoBufferAsync(client.MaxResponseContentBufferSize, stop);
            return Parse(await response.Content.ReadAsStringAsync(stop));
        }
        catch (Exception reason) when (reason is not (OutOfMemoryException or UnusableAnswerException))
        {
            throw UnusableAnswerException.From(reason);
        }
    }

    private static string? Problem(int status) => status switch
    {
        200 => null,
        >= 300 and < 400 => $"status {status}, a redirect, which is not followed",
        _ => $"status {status}",
    };

    private static JsonDocument Parse(string text)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text);
        }
        catch (JsonException reason)
        {
            throw new UnusableAnswerException(text.AsSpan().TrimStart().StartsWith("<") ? "HTML or XML where JSON is expected"
                : text.Length == 0 ? "an empty answer" : "text that is not JSON", reason);
        }

        if (document.RootElement.ValueKind is JsonValueKind.Object) return document;
        document.Dispose();
        throw new UnusableAnswerException("JSON that is no object");
    }
}
