using System.Diagnostics;
using System.Security.Cryptography;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace BlazorJwt.HttpLog;

/// <summary>
/// One exchange under way. What passes is copied, and masked while it is written down; nothing else of it is kept
/// (docs/decisions/0011-exchanges-are-masked-before-they-are-kept.md).
/// </summary>
internal sealed class ExchangeRecording
{
    private readonly HttpContext _context;
    private readonly RecordedExchange _kind;
    private readonly DateTimeOffset _at;
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly BodyCopy _request;
    private readonly BodyCopy _response;

    public ExchangeRecording(HttpContext context, RecordedExchange kind, DateTimeOffset at, int most)
    {
        (_context, _kind, _at, _request, _response) = (context, kind, at, new(most), new(most));
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false })
            context.Request.Body = new CopiedStream(context.Request.Body, _request);
        context.Features.Set<IHttpResponseBodyFeature>(
            new CopiedAnswer(context.Features.GetRequiredFeature<IHttpResponseBodyFeature>(), _response));
    }

    public Exchange Write() =>
        new(Base64UrlTextEncoder.Encode(RandomNumberGenerator.GetBytes(16)), _at, Sender(), Request(), Response(),
            Stopwatch.GetElapsedTime(_began), Verdict(), null)
        {
            Status = _context.Response.StatusCode,
            Policy = _context.Features.Get<PolicyVerdict>(),
        };

    public override string ToString() => "exchange (redacted)";

    private ExchangeSender Sender() => _context.Request.Headers["Sec-Fetch-Mode"] switch
    {
        ["navigate"] => ExchangeSender.BrowserForm,
        [] when _kind.IsForm => ExchangeSender.BrowserForm,
        _ => ExchangeSender.BrowserFetch,
    };

    private Tokens.Validation.TokenVerdict? Verdict() => _context.Features.Get<RequestVerdict>()?.Verdict.WithoutToken();

    private ExchangeMessage Request()
    {
        var request = _context.Request;
        var text = _request.Total == 0 && request.ContentLength is > 0 and { } unread
            ? $"({unread} bytes that the server refused unread)"
            : ExchangeText.Body(_request.Kept, _request.Total, request.ContentType);
        return ExchangeText.Message($"{request.Method} {request.Path}{request.QueryString} {request.Protocol}", request.Headers, text,
            request.ContentLength ?? _request.Total);
    }

    private ExchangeMessage Response()
    {
        var response = _context.Response;
        return ExchangeText.Message(
            $"{_context.Request.Protocol} {response.StatusCode} {ReasonPhrases.GetReasonPhrase(response.StatusCode)}".TrimEnd(),
            response.Headers,
            ExchangeText.Body(_response.Kept, _response.Total, response.ContentType),
            _response.Total);
    }
}
