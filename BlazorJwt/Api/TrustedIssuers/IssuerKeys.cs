using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>
/// Asks an issuer for its public keys, by its metadata (RFC 8414; OpenID Connect Discovery 1.0). Nothing of a token is sent along. Whether
/// this issuer is to be trusted is for the one who asks to decide: a token that names its own issuer proves nothing by that.
/// </summary>
internal sealed partial class IssuerKeys : IDisposable
{
    private const int AtOnce = 8;

    private readonly IssuerOptions _options;
    private readonly ILogger _log;
    private readonly HttpClient _client;
    private readonly IssuerDiscovery _discovery;
    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly ConcurrentDictionary<string, bool> _asking = new(StringComparer.Ordinal);

    public IssuerKeys(IOptions<IssuerOptions> options, ILogger<IssuerKeys> log)
    {
        (_options, _log) = (options.Value, log);
        _client = IssuerConnection.Client(_options, _options.PrivateAddresses);
        _discovery = new(_client, MayAsk, "the token names");
    }

    /// <summary>Asks. Never throws for what an issuer, or a visitor who names one, can cause.</summary>
    /// <param name="visitorId">Who asks: one issuer at a time, so that the places are there for all. Those without a visitor id share
    /// one.</param>
    public async Task<IssuerAnswer> FindAsync(string? issuer, string? visitorId, CancellationToken stop = default)
    {
        if (!_options.Enabled)
            return IssuerAnswer.Refused("This server asks no other server (setting Issuers:Enabled). Paste the key set instead.");
        if (!TryRead(issuer, out var address)) return IssuerAnswer.Refused(_options.PrivateAddresses
            ? "An issuer that can be asked is an http or https address without query and fragment."
            : "An issuer that can be asked is an https address without query and fragment (RFC 8414, section 2).");
        var visitor = visitorId ?? "";
        if (!_asking.TryAdd(visitor, true))
            return IssuerAnswer.Refused("An issuer is being asked for you already. Wait for its answer, then ask the next one.");
        try
        {
            return await AskAsync(address, issuer!, stop);
        }
        finally
        {
            _asking.TryRemove(visitor, out _);
        }
    }

    private async Task<IssuerAnswer> AskAsync(Uri address, string issuer, CancellationToken stop)
    {
        if (!await _places.WaitAsync(_options.Timeout, stop))
            return IssuerAnswer.Refused("This server is asking other issuers already. Try again in a moment.");
        try
        {
            var answer = await _discovery.FindAsync(address, issuer, stop);
            if (answer.Problem is { } problem) NotAnswered(_log, address.Host, problem, answer.Cause);
            return answer;
        }
        finally
        {
            _places.Release();
        }
    }

    // Visitors name these addresses, any number of them: so this stays out of the log until somebody asks for it.
    [LoggerMessage(Level = LogLevel.Debug, Message = "{Host} was asked for its keys, for a visitor. {Problem} Cause: {Cause}")]
    private static partial void NotAnswered(ILogger log, string host, string problem, string cause);

    public void Dispose()
    {
        _client.Dispose();
        _places.Dispose();
    }

    private bool TryRead(string? issuer, out Uri address) =>
        Uri.TryCreate(issuer, UriKind.Absolute, out address!)
        && MayAsk(address)
        && address is { Query: "", Fragment: "", UserInfo: "" };

    private bool MayAsk(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (_options.PrivateAddresses && address.Scheme == Uri.UriSchemeHttp);
}
