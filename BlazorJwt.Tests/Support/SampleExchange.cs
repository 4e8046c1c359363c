using BlazorJwt.HttpLog;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.Support;

/// <summary>Exchanges as they might have gone over the wire.</summary>
internal static class SampleExchange
{
    public static Exchange Of(
        string request = "GET /api/orders HTTP/1.1",
        IReadOnlyList<ExchangeHeader>? sent = null,
        int? status = 200,
        ExchangeSender lane = ExchangeSender.Server,
        IReadOnlyList<ExchangeHeader>? received = null,
        string? body = null,
        TokenVerdict? verdict = null) =>
        new(
            Guid.NewGuid().ToString("N"),
            DateTimeOffset.UnixEpoch,
            lane,
            new(request, sent ?? [], null, 100),
            status is null ? null : new($"HTTP/1.1 {status} Whatever", received ?? [], body, 100),
            status is null ? null : TimeSpan.FromMilliseconds(1.5),
            verdict,
            status is null ? "Nothing answers at this address." : null)
        { Status = status };

    public static ExchangeHeader Bearer(string token) => new("Authorization", $"Bearer {token}");

    public static ExchangeHeader TokenCookie(string token) => new("Cookie", $"other=1; __Host-BlazorJwt={token}");
}
