using BlazorJwt.AuthorizationServer;
using BlazorJwt.Hosting;
using Microsoft.Extensions.Options;

namespace BlazorJwt.HttpLog;

/// <summary>
/// Records what a visitor's browser sends to endpoints with <see cref="RecordedExchange"/>, and what comes back. It does not hold anything
/// up: bodies pass through, and the record is made when the answer was sent. A request without a visitor id, from a program or from this
/// server itself, is not recorded unless a page announced it.
/// </summary>
internal sealed class ExchangeRecorder(RequestDelegate next, ExchangeLog log, AnnouncedExchanges announced,
    IOptions<HttpLogOptions> options, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Find<RecordedExchange>() is not { } kind)
        {
            await next(context);
            return;
        }

        var id = context.Request.Headers[AnnouncedExchanges.Header] is [{ } named] ? named : null;
        var recording = new ExchangeRecording(context, kind, time.GetUtcNow(), options.Value.BodyBytes);
        // Before the answer starts: once its last byte is out, the client may be back for the verdict before we are.
        context.Response.OnStarting(() =>
            Done(() => announced.Leave(id, context.Features.Get<RequestVerdict>()?.Verdict, context.Features.Get<PolicyVerdict>())));
        try
        {
            await next(context);
        }
        finally
        {
            // An answer that has begun is whole now; one that has not is finished by the middleware around this one, and is sent after
            // that.
            if (context.Response.HasStarted) Keep(context, id, recording);
            else context.Response.OnCompleted(() => Done(() => Keep(context, id, recording)));
        }
    }

    private void Keep(HttpContext context, string? id, ExchangeRecording recording)
    {
        // Sent without cookies, an announced request still belongs to the visitor it was announced for.
        var announcedFor = announced.VisitorOf(id);
        if ((announcedFor ?? context.Features.Get<RecordedFor>()?.VisitorId ?? context.User.VisitorId()) is not { } visitorId) return;
        var exchange = recording.Write();
        log.Add(visitorId, exchange);
        if (announcedFor is not null) announced.Recorded(id, exchange);
    }

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
