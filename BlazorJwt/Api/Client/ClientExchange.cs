using System.Text;
using BlazorJwt.HttpLog;
using Microsoft.Extensions.Primitives;

namespace BlazorJwt.Api.Client;

internal static class ClientExchange
{
    public static async Task<ExchangeMessage> RequestAsync(HttpRequestMessage request)
    {
        var headers = new List<KeyValuePair<string, StringValues>>();
        if (request.RequestUri is { IsAbsoluteUri: true } address) headers.Add(new("Host", address.Authority));
        headers.AddRange(request.Headers.NonValidated.Select(header => KeyValuePair.Create(header.Key, Values(header.Value))));
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync();
        if (request.Content is { } content)
        {
            // Asking for the length puts it among the headers.
            _ = content.Headers.ContentLength;
            headers.AddRange(content.Headers.NonValidated.Select(header => KeyValuePair.Create(header.Key, Values(header.Value))));
        }

        var path = request.RequestUri is { IsAbsoluteUri: true } uri ? uri.PathAndQuery : request.RequestUri?.OriginalString;
        return ExchangeText.Message($"{request.Method} {path} HTTP/{request.Version}", headers,
            body is null ? null : ExchangeText.Masked(body, request.Content?.Headers.ContentType?.MediaType), body is null
                ? 0 : Encoding.UTF8.GetByteCount(body));
    }

    public static ExchangeMessage Response(HttpResponseMessage response, string body)
    {
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .Select(header => KeyValuePair.Create(header.Key, Values(header.Value)));
        return ExchangeText.Message(
            $"HTTP/{response.Version} {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd(),
            headers,
            body.Length == 0 ? null : ExchangeText.Masked(body, response.Content.Headers.ContentType?.MediaType),
            Encoding.UTF8.GetByteCount(body));
    }

    private static StringValues Values(System.Net.Http.Headers.HeaderStringValues values) => new([.. values]);
}
