using System.Diagnostics;
using System.Security.Cryptography;
using BlazorJwt.Accounts;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Wire;

/// <summary>
/// Records what a visitor's browser sends to the accounts and to the API, and what comes back. It looks on: bodies pass through as they come,
/// and the record is made when the answer has gone. A request without a visitor id, from a script or from this server itself, is not recorded unless a page announced it.
/// </summary>
internal sealed class WireRecorder(RequestDelegate next, WireLog log, AnnouncedExchanges announced, IOptions<WireOptions> options, TimeProvider time)
{
    private static readonly PathString Api = "/api";
    private static readonly PathString Lanes = "/labs/sessions";
    private static readonly HashSet<string> Recorded = new(["/account/sign-in", "/account/refresh", "/account/sign-out", "/account/sessions/end", "/token", "/revoke", "/introspect"], StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (!path.StartsWithSegments(Api) && !path.StartsWithSegments(Lanes) && !Recorded.Contains(path.Value ?? "")) return next(context);
        if (context.Request.Headers[AnnouncedExchanges.Header] is not [{ } id]) return RecordAsync(context, null);
        LeaveVerdict(context, id);
        return RecordAsync(context, id);
    }

    // Before the answer starts: once its last byte is out, the client may be back for the verdict before we are.
    private void LeaveVerdict(HttpContext context, string id) => context.Response.OnStarting(() =>
    {
        announced.Leave(id, context.Features.Get<RequestVerdict>()?.Verdict, context.Features.Get<PolicyVerdict>());
        return Task.CompletedTask;
    });

    private async Task RecordAsync(HttpContext context, string? id)
    {
        var (at, began) = (time.GetUtcNow(), Stopwatch.GetTimestamp());
        var request = new CopiedStream(context.Request.Body, options.Value.BodyBytes);
        var response = new CopiedStream(context.Response.Body, options.Value.BodyBytes);
        context.Request.Body = request;
        context.Response.Body = response;

        try
        {
            await next(context);
        }
        finally
        {
            // An answer that has begun is whole now; one that has not is finished by those around us, and goes out after us.
            if (context.Response.HasStarted) Keep();
            else context.Response.OnCompleted(() => { Keep(); return Task.CompletedTask; });
        }

        void Keep()
        {
            // Sent without cookies, an announced request still belongs to the visitor it was announced for.
            var announcedFor = announced.VisitorOf(id);
            if ((announcedFor ?? context.User.VisitorId()) is not { } visitorId) return;
            var verdict = context.Features.Get<RequestVerdict>()?.Verdict;
            var took = Stopwatch.GetElapsedTime(began);
            var exchange = new Exchange(NewId(), at, LaneOf(context.Request), Asked(context.Request, request), Answered(context, response), took, verdict, null)
            {
                Status = context.Response.StatusCode,
                Policy = context.Features.Get<PolicyVerdict>(),
            };
            log.Add(visitorId, exchange);
            if (announcedFor is not null) announced.Recorded(id, exchange);
        }
    }

    private static string NewId() => Base64UrlTextEncoder.Encode(RandomNumberGenerator.GetBytes(16));

    private static WireLane LaneOf(HttpRequest request) => request.Headers["Sec-Fetch-Mode"] switch
    {
        ["navigate"] => WireLane.BrowserForm,
        [_] => WireLane.BrowserFetch,
        _ => request.Path.StartsWithSegments("/account") ? WireLane.BrowserForm : WireLane.BrowserFetch,
    };

    private static WireMessage Asked(HttpRequest request, CopiedStream body)
    {
        var text = body.Total == 0 && request.ContentLength is > 0 and { } unread
            ? $"({unread} bytes that the server refused unread)"
            : WireText.Body(body.Copy, body.Total, request.ContentType);
        return WireText.Message($"{request.Method} {request.Path}{request.QueryString} {request.Protocol}", request.Headers, text, request.ContentLength ?? body.Total);
    }

    private static WireMessage Answered(HttpContext context, CopiedStream body)
    {
        var response = context.Response;
        var phrase = ReasonPhrases.GetReasonPhrase(response.StatusCode);
        return WireText.Message(
            $"{context.Request.Protocol} {response.StatusCode} {phrase}".TrimEnd(),
            response.Headers,
            WireText.Body(body.Copy, body.Total, response.ContentType),
            body.Total);
    }
}
