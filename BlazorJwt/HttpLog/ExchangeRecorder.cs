using System.Diagnostics;
using BlazorJwt.AuthorizationServer;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace BlazorJwt.HttpLog;

/// <summary>
/// Records what a visitor's browser sends to the accounts and to the API, and what comes back. It looks on: bodies pass through as they come,
/// and the record is made when the answer has gone. A request without a visitor id, from a script or from this server itself, is not recorded unless a page announced it.
/// </summary>
internal sealed class ExchangeRecorder(RequestDelegate next, ExchangeLog log, AnnouncedExchanges announced, IOptions<HttpLogOptions> options, TimeProvider time)
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
        var recording = new Recording(context, id, time.GetUtcNow(), options.Value.BodyBytes);
        try
        {
            await next(context);
        }
        finally
        {
            // An answer that has begun is whole now; one that has not is finished by those around us, and goes out after us.
            if (context.Response.HasStarted) Keep(recording);
            else context.Response.OnCompleted(KeepLater, (this, recording));
        }
    }

    private static Task KeepLater(object state)
    {
        var (recorder, recording) = ((ExchangeRecorder, Recording))state;
        recorder.Keep(recording);
        return Task.CompletedTask;
    }

    private void Keep(Recording recording)
    {
        // Sent without cookies, an announced request still belongs to the visitor it was announced for.
        var announcedFor = announced.VisitorOf(recording.Id);
        if ((announcedFor ?? recording.Context.User.VisitorId()) is not { } visitorId) return;
        var exchange = recording.End().Write();
        log.Add(visitorId, exchange);
        if (announcedFor is not null) announced.Recorded(recording.Id, exchange);
    }

    /// <summary>One exchange under way: what passes is copied.</summary>
    private sealed class Recording
    {
        private readonly DateTimeOffset _at;
        private readonly long _began = Stopwatch.GetTimestamp();
        private readonly BodyCopy? _request;
        private readonly BodyCopy _response;

        public Recording(HttpContext context, string? id, DateTimeOffset at, int most)
        {
            (Context, Id, _at, _response) = (context, id, at, new(most));
            if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false }) context.Request.Body = new CopiedStream(context.Request.Body, _request = new(most));
            context.Features.Set<IHttpResponseBodyFeature>(new CopiedAnswer(context.Features.GetRequiredFeature<IHttpResponseBodyFeature>(), _response));
        }

        public HttpContext Context { get; }

        public string? Id { get; }

        public RawExchange End() => new(Context)
        {
            At = _at,
            Took = Stopwatch.GetElapsedTime(_began),
            RequestBody = _request,
            ResponseBody = _response,
            Verdict = Context.Features.Get<RequestVerdict>()?.Verdict,
            Policy = Context.Features.Get<PolicyVerdict>(),
        };
    }
}
