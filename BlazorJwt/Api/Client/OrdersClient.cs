using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorJwt.Api.Orders;
using BlazorJwt.HttpLog;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Api.Client;

/// <summary>
/// Calls the orders API and the token endpoints over HTTP, as any other program would. The token is an argument: a client that looked for
/// "the" token itself would have to keep one, and would hand one visitor's to the next.
/// </summary>
internal sealed class OrdersClient : IDisposable
{
    // An answer larger than this is none that the orders API gives.
    private const int MostBytes = 64 * 1024;

    private readonly ServerAddress _address;
    private readonly ExchangeLog _log;
    private readonly AnnouncedExchanges _announced;
    private readonly OrdersOptions _options;
    private readonly TimeProvider _time;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        // The token goes to this address and to no other: no redirect, no proxy, no cookie of one visitor in the request of another.
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
    })
    { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostBytes };

    public OrdersClient(ServerAddress address, ExchangeLog log, AnnouncedExchanges announced, IOptions<OrdersOptions> options,
        TimeProvider time)
    {
        (_address, _log, _announced, _options, _time) = (address, log, announced, options.Value, time);
    }

    /// <summary>Makes the call. Network trouble does not throw: the answer says it in a sentence.</summary>
    /// <param name="token">The token to send, whatever it is worth; null to send none.</param>
    /// <param name="visitorId">Whose HTTP log the exchange goes to; null for nobody's.</param>
    public Task<ApiAnswer> SendAsync(ApiCall call, string? token, string? visitorId, CancellationToken cancellation) =>
        SendAsync(call, token is null ? null : new ApiCredentials(token), visitorId, cancellation);

    /// <summary>Makes the call with a header written by hand, as a client does that gets it wrong.</summary>
    /// <param name="credentials">What the Authorization header holds; null to send none.</param>
    public async Task<ApiAnswer> SendAsync(ApiCall call, ApiCredentials? credentials, string? visitorId, CancellationToken cancellation)
    {
        var id = _announced.Announce();
        try
        {
            var answer = await ExchangeAsync(call, credentials, id, cancellation);
            if (visitorId is not null) _log.Add(visitorId, answer.Exchange);
            return answer;
        }
        finally
        {
            _announced.Collect(id);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<ApiAnswer> ExchangeAsync(ApiCall call, ApiCredentials? credentials, string id, CancellationToken cancellation)
    {
        var at = _time.GetUtcNow();
        using var request = new HttpRequestMessage(call.Method, call.Path) { Version = new(1, 1) };
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.Add(AnnouncedExchanges.Header, id);
        if (call.Body is not null) request.Content = await BodyOf(call.Body);

        var unsendable = credentials is null ? null : Authorize(request, credentials);
        if (_address.Find() is { } address) request.RequestUri = new(address, call.Path);
        else unsendable ??= "This server listens on no address that it could call itself. Set Api:Address in the settings.";

        var sent = await ClientExchange.RequestAsync(request);
        if (unsendable is not null) return Failed(unsendable);

        var began = Stopwatch.GetTimestamp();
        using var late = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsStringAsync(either.Token);
            var received = ClientExchange.Response(response, body);
            var failure = IsJson(response, body)
                ? null : "The API answered, but not with JSON. Something else may be listening at its address.";
            var took = Stopwatch.GetElapsedTime(began);
            var found = _announced.Collect(id);
            var exchange = new Exchange(id, at, ExchangeSender.Server, sent, received, took, found.Token?.WithoutToken(),
                failure)
            { Status = (int)response.StatusCode, Policy = found.Policy };
            return new((int)response.StatusCode, body.Length == 0 ? null : body, exchange, failure);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed($"The API did not answer within {_options.Timeout.TotalSeconds:0.#} seconds. Try again; if it stays so, look " +
                "at the server.");
        }
        catch (HttpRequestException reason)
        {
            return Failed(Sentence(reason));
        }

        ApiAnswer Failed(string failure) =>
            new(null, null, new(id, at, ExchangeSender.Server, sent, null, null, _announced.Collect(id).Token?.WithoutToken(), failure),
                failure);
    }

    // Why the token can't go into a header; null when it was put there. A lesson's text field may hold anything.
    private static string? Authorize(HttpRequestMessage request, ApiCredentials credentials)
    {
        var token = credentials.Token;
        for (var place = 0; place < token.Length; place++)
        {
            if (token[place] is < ' ' or > '~')
                return $"Character {place + 1} of the token can't stand in a header, so nothing was sent. A token has A-Z a-z 0-9 - _ " +
                    "and the dot.";
        }

        return request.Headers.TryAddWithoutValidation(credentials.Name, credentials.Header)
            ? null : "The token can't stand in a header, so nothing was sent.";
    }

    private static async Task<HttpContent> BodyOf(object body)
    {
        HttpContent content = body is IEnumerable<KeyValuePair<string, string>> fields
            ? new FormUrlEncodedContent(fields)
            : JsonContent.Create(body, body.GetType(), new MediaTypeHeaderValue("application/json"));
        // Known in full, so that it goes with a Content-Length and can be shown.
        await content.LoadIntoBufferAsync();
        return content;
    }

    private static bool IsJson(HttpResponseMessage response, string body)
    {
        if (body.Length == 0) return true;
        if (response.Content.Headers.ContentType?.MediaType is not ("application/json" or "application/problem+json"
            or "application/jwk-set+json")) return false;
        try
        {
            using var document = JsonDocument.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Sentence(HttpRequestException reason) => reason.HttpRequestError switch
    {
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError =>
            "The API could not be reached: nothing answers at its address.",
        HttpRequestError.SecureConnectionError => "The API could not be reached safely: its certificate is not trusted here.",
        HttpRequestError.InvalidResponse => "What came back is not HTTP. Something else may be listening at the API's address.",
        HttpRequestError.ResponseEnded => "The API closed the connection before it had answered.",
        HttpRequestError.ConfigurationLimitExceeded => $"The answer is larger than the {MostBytes / 1024} KB that are read.",
        _ => "The connection to the API broke before the answer had come.",
    };
}
