using BlazorJwt.Api.Client;
using Microsoft.IdentityModel.Protocols;

namespace BlazorJwt.Components.OurKeys;

/// <summary>
/// Fetches what a client asks for over HTTP, and writes it to a visitor's HTTP log. Whatever host stands in an address, this server is
/// asked at its own: behind a proxy it need not reach itself by the name in its settings.
/// </summary>
internal sealed class ServerDocuments(OrdersClient server, string? visitorId, TimeProvider time) : IDocumentRetriever
{
    public int Fetches { get; private set; }

    public DateTimeOffset? FetchedAt { get; private set; }

    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        var path = new Uri(address).AbsolutePath;
        var answer = await server.SendAsync(new(HttpMethod.Get, path), token: null, visitorId, cancel);
        if (!answer.Succeeded) throw new IOException(answer.Failure ?? $"The answer was {answer.Status}.");
        if (path == ApiCall.KeySet.Path) (Fetches, FetchedAt) = (Fetches + 1, time.GetUtcNow());
        return answer.Body!;
    }
}
