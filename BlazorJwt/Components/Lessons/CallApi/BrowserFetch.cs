using System.Text.Json;
using BlazorJwt.Api.Client;
using BlazorJwt.Api.Orders;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Hosting;
using BlazorJwt.HttpLog;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>
/// Sends a request of the experiment from the visitor's own browser: RequestExperiment.razor.js. What a script sends, a script has in its
/// hands. So no token of the visitor's own goes there: what does is made from a copy that lives a minute, and is revoked with the
/// answer. One for each circuit.
/// </summary>
internal sealed class BrowserFetch(
    IJSRuntime js, CredentialTokens bench, TokenService tokens, ExperimentTokens experiments, AnnouncedExchanges announced,
    IOptions<OrdersOptions> options, TimeProvider time) : IAsyncDisposable
{
    // The record is made when the answer has gone out, so it may come a moment after it.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2);

    private readonly ScriptModule _script = new(js, "./Components/Lessons/CallApi/RequestExperiment.razor.js");

    /// <summary>Sends it. What goes wrong on the way does not throw: the answer says it in a sentence.</summary>
    /// <param name="mine">The visitor's own token. It is not sent by a script.</param>
    /// <exception cref="JSDisconnectedException">The visitor has left.</exception>
    public async Task<ApiAnswer> SendAsync(ApiCall call, RequestCredential caller, ValidatedToken mine, string visitorId,
        CancellationToken cancellation)
    {
        if (caller is RequestCredential.NoToken or RequestCredential.MyCookie)
            return await FetchAsync(call, null, caller is RequestCredential.MyCookie, visitorId, cancellation);

        var copy = experiments.Issue(TokenRequest.Like(mine)).Text;
        try
        {
            var owner = (await tokens.ValidateAsync(copy)).Token!;
            return await bench.SendAsync(caller, owner, sent => FetchAsync(call, sent, withCookie: false, visitorId, cancellation));
        }
        finally
        {
            experiments.End(copy);
        }
    }

    public ValueTask DisposeAsync() => _script.DisposeAsync();

    private async Task<ApiAnswer> FetchAsync(ApiCall call, ApiCredentials? credentials, bool withCookie, string visitorId,
        CancellationToken cancellation)
    {
        var (at, id) = (time.GetUtcNow(), announced.AnnounceFor(visitorId));
        try
        {
            var headers = new Dictionary<string, string> { ["Accept"] = "application/json", [AnnouncedExchanges.Header] = id };
            if (credentials is not null) headers["Authorization"] = credentials.Header;
            var body = call.Body is null ? null : JsonSerializer.Serialize(call.Body, call.Body.GetType(), JsonSerializerOptions.Web);
            if (body is not null) headers["Content-Type"] = "application/json";

            var patience = options.Value.Timeout;
            FetchResult result;
            await using (cancellation.Register(() => _ = CancelAsync(id)))
            {
                result = await _script.InvokeAsync<FetchResult>("send", id, call.Path, call.Method.Method, headers, body, withCookie,
                    patience.TotalMilliseconds);
            }

            cancellation.ThrowIfCancellationRequested();
            if (result.Status is not { } status) return Failed(Sentence(result.Error, patience));
            var exchange = await announced.RecordOf(id, Late, cancellation);
            if (exchange is null)
                return Failed("The browser got an answer, and this server did not see the request: something else answered in its place.");
            var failure = status == exchange.Status
                ? null
                : $"The browser read status {status}, and this server sent {exchange.Status}: something on the way changed the answer.";
            return new(status, result.Body is { Length: > 0 } text ? text : null, exchange, failure);
        }
        finally
        {
            announced.Collect(id);
        }

        ApiAnswer Failed(string failure) =>
            new(null, null,
                new(id, at, ExchangeSender.BrowserFetch, new($"{call.Method} {call.Path}", [], null, 0), null, null, null,
                    failure), failure);
    }

    private async Task CancelAsync(string id)
    {
        try
        {
            await _script.InvokeVoidAsync("cancel", id);
        }
        catch (JSException)
        {
            // It ends by itself when its time is up.
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the request with it.
        }
    }

    private static string Sentence(string? error, TimeSpan patience) => error switch
    {
        "TimeoutError" => $"The API did not answer your browser within {patience.TotalSeconds:0.#} seconds. Try again; if it stays so, "
            + "look at the server.",
        _ => "Your browser could not reach the API, or the connection broke before the answer had come.",
    };

    /// <summary>What the script read: a status with a body, or the name of the error.</summary>
    internal sealed record FetchResult(int? Status, string? Body, string? Error);
}
