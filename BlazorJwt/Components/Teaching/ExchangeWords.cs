using System.Globalization;
using BlazorJwt.HttpLog;

namespace BlazorJwt.Components.Teaching;

/// <summary>An exchange in a few words: for the line above it, and for the list it stands in.</summary>
internal static class ExchangeWords
{
    public static string Words(this ExchangeSender lane) => lane switch
    {
        ExchangeSender.Server => "this server",
        ExchangeSender.BrowserFetch => "your browser’s fetch",
        _ => "your browser’s form",
    };

    /// <summary>Method and path, without the query.</summary>
    public static string Asked(Exchange exchange) =>
        exchange.Request.StartLine.Split(' ') is [var method, var path, ..] ? $"{method} {path.Split('?')[0]}" : exchange.Request.StartLine;

    /// <summary>The value of a header; null when the message has none of that name.</summary>
    public static string? Header(this ExchangeMessage? message, string name) =>
        message?.Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>Who sent it, how long it took, and how many bytes went each way.</summary>
    public static string Figures(Exchange exchange) => string.Join(" · ", new[]
    {
        exchange.Sender.Words(),
        exchange.Took is { } took ? string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds:0.#} ms") : null,
        exchange.Response is { } response
            ? string.Create(CultureInfo.InvariantCulture, $"{exchange.Request.Bytes:N0} bytes out, {response.Bytes:N0} back")
            : null,
    }.OfType<string>());
}
