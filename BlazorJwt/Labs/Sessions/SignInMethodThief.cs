using System.Text.Json;
using BlazorJwt.Api.Client;
using BlazorJwt.HttpLog;

namespace BlazorJwt.Labs.Sessions;

/// <summary>Somebody elsewhere who copied a credential from an earlier request: a client whose only cookie it is.</summary>
internal sealed class SignInMethodThief(ServerAddress address, ExchangeLog log, TimeProvider time) : IDisposable
{
    private readonly HttpClient _http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 16 * 1024,
    };

    /// <returns>The server's answer; null when there is nothing to use, or no answer.</returns>
    public async Task<SignInMethodReading?> ReplayAsync(
        SessionLab lab, SignInMethod method, string visitorId, CancellationToken cancellation)
    {
        if (lab.Copied(method) is not { } credential || address.Find() is not { } server) return null;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, method.Path));
        request.Headers.TryAddWithoutValidation("Cookie", $"{method.Cookie}={credential}");
        try
        {
            var (at, sent, began) = (time.GetUtcNow(), await ClientExchange.RequestAsync(request), time.GetTimestamp());
            using var response = await _http.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsStringAsync(cancellation);
            var received = ClientExchange.Response(response, body);
            var took = time.GetElapsedTime(began);
            log.Add(visitorId, new(LabRequests.RandomName(), at, ExchangeSender.Server, sent, received, took, null, null)
            {
                Status = (int)response.StatusCode,
            });
            return JsonSerializer.Deserialize<SignInMethodReading>(body, JsonSerializerOptions.Web);
        }
        catch (Exception reason) when (reason is HttpRequestException or JsonException
            || (reason is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();
}
