using System.Security.Cryptography;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace BlazorJwt.HttpLog;

/// <summary>
/// An exchange as it went by, before it is written down. It is masked while it is written down, and nothing of it is kept
/// (docs/decisions/0011-exchanges-are-masked-before-they-are-kept.md).
/// </summary>
internal sealed class RawExchange
{
    private readonly string _method;
    private readonly PathString _path;
    private readonly QueryString _query;
    private readonly string _protocol;
    private readonly int _status;
    private readonly KeyValuePair<string, StringValues>[] _asked;
    private readonly KeyValuePair<string, StringValues>[] _answered;

    public RawExchange(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        (_method, _path, _query, _protocol, _status) = (request.Method, request.Path, request.QueryString, request.Protocol, response.StatusCode);
        (_asked, _answered) = ([.. request.Headers], [.. response.Headers]);
    }

    public required DateTimeOffset At { get; init; }

    public required TimeSpan Took { get; init; }

    public required BodyCopy? RequestBody { get; init; }

    public required BodyCopy ResponseBody { get; init; }

    public required TokenVerdict? Verdict { get; init; }

    public required PolicyVerdict? Policy { get; init; }

    /// <summary>Writes it down as it may be seen.</summary>
    public Exchange Write() => new(NewId(), At, Lane(), Request(), Response(), Took, Verdict?.WithoutToken(), null) { Status = _status, Policy = Policy };

    public override string ToString() => "exchange (redacted)";

    private static string NewId() => Base64UrlTextEncoder.Encode(RandomNumberGenerator.GetBytes(16));

    private ExchangeSender Lane() => Value(_asked, "Sec-Fetch-Mode") switch
    {
        ["navigate"] => ExchangeSender.BrowserForm,
        [_] => ExchangeSender.BrowserFetch,
        _ => _path.StartsWithSegments("/account") ? ExchangeSender.BrowserForm : ExchangeSender.BrowserFetch,
    };

    private ExchangeMessage Request()
    {
        var total = RequestBody?.Total ?? 0;
        long? length = long.TryParse(Value(_asked, "Content-Length"), out var stated) ? stated : null;
        var text = total == 0 && length is > 0 and { } unread
            ? $"({unread} bytes that the server refused unread)"
            : ExchangeText.Body(RequestBody is null ? [] : RequestBody.Kept, total, Value(_asked, "Content-Type"));
        return ExchangeText.Message($"{_method} {_path}{_query} {_protocol}", _asked, text, length ?? total);
    }

    private ExchangeMessage Response() => ExchangeText.Message(
        $"{_protocol} {_status} {ReasonPhrases.GetReasonPhrase(_status)}".TrimEnd(),
        _answered,
        ExchangeText.Body(ResponseBody.Kept, ResponseBody.Total, Value(_answered, "Content-Type")),
        ResponseBody.Total);

    private static StringValues Value(KeyValuePair<string, StringValues>[] headers, string name) =>
        Array.Find(headers, header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
