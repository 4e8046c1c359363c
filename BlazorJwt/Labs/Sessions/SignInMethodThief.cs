using System.Text.Json;
using BlazorJwt.Api.Client;
using BlazorJwt.HttpLog;

namespace BlazorJwt.Labs.Sessions;

/// <summary>Somebody elsewhere who copied a credential from an earlier request: a client with no cookie but that one.</summary>
public sealed class SignInMethodThief(ServerAddress address, ExchangeLog log, TimeProvider time) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 16 * 1024,
    };

    /// <summary>Uses the copied credential of a lane.</summary>
    /// <param name="lab">Whose credential.</param>
    /// <param name="lane">Of which lane.</param>
    /// <param name="visitorId">Whose HTTP log the exchange goes to.</param>
    /// <param name="cancellation">Ends the call when nobody waits for it any more.</param>
    /// <returns>What the server answered; null when the thief has nothing to use, or no answer came.</returns>
    public async Task<SignInMethodReading?> ReplayAsync(SessionLab lab, SignInMethod lane, string visitorId, CancellationToken cancellation)
    {
        if (lab.Copied(lane) is not { } credential || address.Find() is not { } server) return null;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, lane.Path));
        request.Headers.TryAddWithoutValidation("Cookie", $"{lane.Cookie}={credential}");
        try
        {
            var (at, sent, began) = (time.GetUtcNow(), await ClientExchange.RequestAsync(request), time.GetTimestamp());
            using var response = await _http.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsStringAsync(cancellation);
            log.Add(visitorId, new(LabRequests.RandomName(), at, ExchangeSender.Server, sent, ClientExchange.Response(response, body), time.GetElapsedTime(began), null, null) { Status = (int)response.StatusCode });
            return JsonSerializer.Deserialize<SignInMethodReading>(body, JsonSerializerOptions.Web);
        }
        catch (Exception reason) when (reason is HttpRequestException or JsonException || (reason is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
