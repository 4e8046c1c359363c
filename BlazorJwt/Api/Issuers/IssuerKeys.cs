using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Api.Issuers;

/// <summary>
/// Asks an issuer for its public keys, by its metadata (RFC 8414; OpenID Connect Discovery 1.0). Nothing of a token is sent along. Whether
/// this issuer is to be trusted is for the one who asks to decide: a token that names its own issuer proves nothing by that.
/// </summary>
public sealed class IssuerKeys : IDisposable
{
    private const int AtOnce = 8;

    private readonly IssuerOptions _options;
    private readonly HttpClient _client;
    private readonly SemaphoreSlim _places = new(AtOnce);

    /// <summary>Made once for the app, by <see cref="ApiSetup"/>.</summary>
    public IssuerKeys(IOptions<IssuerOptions> options)
    {
        _options = options.Value;
        _client = IssuerConnection.Client(_options);
    }

    /// <summary>Asks. Never throws for what an issuer, or a visitor who names one, can cause.</summary>
    /// <param name="issuer">The issuer's identifier, as it stands in <c>iss</c>.</param>
    /// <param name="stop">Ends the asking.</param>
    public async Task<IssuerAnswer> FindAsync(string? issuer, CancellationToken stop = default)
    {
        if (!_options.Enabled) return IssuerAnswer.Refused("This server asks no other server (setting Issuers:Enabled). Paste the key set instead.");
        if (!TryRead(issuer, out var address)) return IssuerAnswer.Refused(_options.PrivateAddresses
            ? "An issuer that can be asked is an http or https address without query and fragment."
            : "An issuer that can be asked is an https address without query and fragment (RFC 8414 §2).");
        if (!await _places.WaitAsync(_options.Timeout, stop)) return IssuerAnswer.Refused("This server is asking other issuers just now. Try again in a moment.");
        try
        {
            return await AskAsync(issuer!, AuthorizationServer(address), stop)
                ?? await AskAsync(issuer!, OpenIdProvider(address), stop)
                ?? IssuerAnswer.Refused($"{address.Host} gave no metadata and key set that could be read.");
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _places.Dispose();
    }

    /// <summary>Where an authorization server's metadata stands: between host and path (RFC 8414 section 3.1).</summary>
    internal static Uri AuthorizationServer(Uri issuer) => new(issuer, "/.well-known/oauth-authorization-server" + issuer.AbsolutePath.TrimEnd('/'));

    /// <summary>Where an OpenID provider's metadata stands: after the path (OpenID Connect Discovery 1.0 section 4).</summary>
    internal static Uri OpenIdProvider(Uri issuer) => new(issuer, issuer.AbsolutePath.TrimEnd('/') + "/.well-known/openid-configuration");

    private bool TryRead(string? issuer, out Uri address) =>
        Uri.TryCreate(issuer, UriKind.Absolute, out address!)
        && (address.Scheme == Uri.UriSchemeHttps || (_options.PrivateAddresses && address.Scheme == Uri.UriSchemeHttp))
        && address is { Query: "", Fragment: "", UserInfo: "" };

    // Null when there is nothing at this address, so that the next one may be tried.
    private async Task<IssuerAnswer?> AskAsync(string issuer, Uri metadata, CancellationToken stop)
    {
        try
        {
            var retriever = new HttpDocumentRetriever(_client) { RequireHttps = !_options.PrivateAddresses };
            var found = OpenIdConnectConfiguration.Create(await retriever.GetDocumentAsync(metadata.AbsoluteUri, stop));
            // RFC 8414 section 3.3: metadata that speaks for another issuer must not be used.
            if (found.Issuer != issuer) return IssuerAnswer.Refused("The metadata there speaks for another issuer, so its keys are not taken (RFC 8414 §3.3).");
            if (found.JwksUri is not { Length: > 0 } place) return IssuerAnswer.Refused("The issuer’s metadata names no key set.");
            var set = new JsonWebKeySet(await retriever.GetDocumentAsync(place, stop));
            if (set.Keys.Count == 0) return IssuerAnswer.Refused("The issuer’s key set is empty.");
            return new(metadata, JwkSet.Write(set), set.Keys.Count, null);
        }
        catch (Exception reason) when (reason is not OutOfMemoryException && !stop.IsCancellationRequested)
        {
            return Sentence(reason, metadata) is { } sentence ? IssuerAnswer.Refused(sentence) : null;
        }
    }

    // The library wraps what went wrong, once or twice.
    private static string? Sentence(Exception reason, Uri metadata)
    {
        for (var inner = reason; inner is not null; inner = inner.InnerException)
        {
            if (inner is PrivateAddressException) return "That address is on a private network or on this machine. This server asks issuers on the internet only (setting Issuers:PrivateAddresses).";
            if (inner is TaskCanceledException or TimeoutException) return $"{metadata.Host} did not answer in time.";
        }

        return null;
    }
}
