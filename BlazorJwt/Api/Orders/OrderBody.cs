using System.Text.Json;
using BlazorJwt.Hosting;

namespace BlazorJwt.Api.Orders;

/// <summary>
/// Reads the body of an order, and says in a sentence what is wrong with one that can't be read. By hand, because the framework's own
/// reader answers without a word, and takes the last of two members of one name.
/// </summary>
internal static class OrderBody
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int Most = 1024;

    private const string Wanted = "Send a JSON object such as {\"item\":\"espresso\"}.";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    /// <summary>The item that is ordered; or the problem, and never both.</summary>
    public static async Task<(MenuItem? Item, IResult? Problem)> ReadAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
            return (null, ApiProblem.Result(StatusCodes.Status415UnsupportedMediaType, $"The body's Content-Type must be " +
                $"application/json. {Wanted}"));
        if (await ReadBytesAsync(request) is not { } bytes)
            return (null, ApiProblem.Result(StatusCodes.Status413PayloadTooLarge, $"The body has more than {Most} bytes. {Wanted}"));
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return Read(document.RootElement);
        }
        catch (JsonException reason)
        {
            var place = reason is { LineNumber: { } line, BytePositionInLine: { } column } ? $" (line {line + 1}, byte {column + 1})" : "";
            return Bad(bytes.Length == 0 ? "The body is empty." : $"The body is not JSON that can be read{place}.");
        }
    }

    private static (MenuItem?, IResult?) Read(JsonElement body)
    {
        if (body.ValueKind is not JsonValueKind.Object) return Bad("The body is JSON, but not an object.");
        if (!body.TryGetProperty("item", out var item)) return Bad("The member item is missing.");
        if (item.ValueKind is not JsonValueKind.String) return Bad("The member item is not a string.");
        return TextOf(item) is { } id && Menu.Find(id) is { } found
            ? (found, null)
            : Bad($"The menu has no such item. It has {string.Join(", ", Menu.Items.Select(known => known.Id))}.");
    }

    // Half of a surrogate pair is JSON, but no text.
    private static string? TextOf(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static (MenuItem?, IResult?) Bad(string sentence) =>
        (null, ApiProblem.Result(StatusCodes.Status400BadRequest, $"{sentence} {Wanted}"));

    private static async Task<ReadOnlyMemory<byte>?> ReadBytesAsync(HttpRequest request)
    {
        if (request.ContentLength > Most) return null;
        var buffer = new byte[Most + 1];
        try
        {
            var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false,
                request.HttpContext.RequestAborted);
            // Not with "? null :" for an expression: null would turn into an empty Memory there.
            if (length <= Most) return buffer.AsMemory(0, length);
            return null;
        }
        catch (BadHttpRequestException reason) when (reason.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // The server's own bound, met while it read ahead.
            return null;
        }
    }
}
