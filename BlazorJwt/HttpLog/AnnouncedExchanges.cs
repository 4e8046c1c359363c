using System.Collections.Concurrent;
using System.Security.Cryptography;
using BlazorJwt.Tokens.Validation;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.HttpLog;

/// <summary>
/// Links the two ends of a request that a page of this app causes. Who causes it announces a random id, which is sent along; the API leaves
/// what it found under that id. An id that nobody announced is ignored, so a request from outside leaves nothing here.
/// </summary>
internal sealed class AnnouncedExchanges
{
    /// <summary>The header that carries the id.</summary>
    public const string Header = "X-Exchange-Id";

    private readonly ConcurrentDictionary<string, Announced> _announced = new(StringComparer.Ordinal);

    /// <summary>Announces an exchange that this server's client makes. Anyone who does must also <see cref="Collect"/> it.</summary>
    /// <returns>Its id: 128 random bits.</returns>
    public string Announce() => Announce(null);

    /// <summary>
    /// Announces an exchange that a script in a visitor's browser makes, so that it is recorded for that visitor though it may come without
    /// a cookie. Anyone who does must also <see cref="Collect"/> it.
    /// </summary>
    /// <returns>Its id: 128 random bits.</returns>
    public string AnnounceFor(string visitorId) => Announce(visitorId);

    /// <summary>Whose browser sends this exchange; null for none that was announced.</summary>
    public string? VisitorOf(string? id) => id is not null && _announced.TryGetValue(id, out var found) ? found.VisitorId : null;

    /// <summary>Leaves what the API found in an announced exchange.</summary>
    public void Leave(string? id, TokenVerdict? verdict, PolicyVerdict? policy)
    {
        if (id is not null && _announced.TryGetValue(id, out var found)) found.Findings = new(verdict, policy);
    }

    /// <summary>Hands over the record of an announced exchange that a browser sent.</summary>
    public void Recorded(string? id, Exchange exchange)
    {
        if (id is not null && _announced.TryGetValue(id, out var found)) found.Record.TrySetResult(exchange);
    }

    /// <summary>The record of an exchange that a browser sends, once it is whole; null when that takes longer than this.</summary>
    public async Task<Exchange?> RecordOf(string id, TimeSpan most, CancellationToken cancellation)
    {
        try
        {
            return await _announced[id].Record.Task.WaitAsync(most, cancellation);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Takes what the API found, and ends the announcement. Both are null when the API never got the request.</summary>
    public ExchangeFindings Collect(string id) => _announced.TryRemove(id, out var found) ? found.Findings : ExchangeFindings.None;

    private string Announce(string? visitorId)
    {
        var id = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));
        _announced[id] = new(visitorId);
        return id;
    }

    private sealed class Announced(string? visitorId)
    {
        public string? VisitorId { get; } = visitorId;

        // One reference: it is written and read whole.
        public ExchangeFindings Findings { get; set; } = ExchangeFindings.None;

        public TaskCompletionSource<Exchange> Record { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>What the API found in a request.</summary>
/// <param name="Policy">What the policy said; null when the address has none, or was never reached.</param>
internal sealed record ExchangeFindings(TokenVerdict? Token, PolicyVerdict? Policy)
{
    public static ExchangeFindings None { get; } = new(null, null);
}
