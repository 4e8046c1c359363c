using System.Text.Json;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>Asks an issuer for its metadata and its key set. Nothing of a token is sent along, and no redirect is followed.</summary>
/// <param name="client">How it is asked: <see cref="IssuerConnection"/> bounds size and time. Its patience is for all answers of an issuer
/// together.</param>
/// <param name="mayAsk">Says of an address whether it may be asked; the metadata names one for the key set.</param>
internal sealed class IssuerDiscovery(HttpClient client, Func<Uri, bool> mayAsk)
{
    private const string OtherIssuer = "The metadata there speaks for another issuer, so its keys are not taken (RFC 8414 §3.3).";

    /// <summary>Asks at both places where metadata may stand. Never throws for what an issuer can cause.</summary>
    /// <param name="issuer">The issuer that the metadata must speak for.</param>
    public async Task<IssuerAnswer> FindAsync(Uri authority, string issuer, CancellationToken stop)
    {
        // HttpClient has patience for one answer, and there are four to ask for: each in time, they could hold a place four times as long.
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(stop);
        inTime.CancelAfter(client.Timeout);
        var first = await AskAsync(issuer, AuthorizationServer(authority), inTime.Token, stop);
        // A host of many issuers may answer there with its own name, and have what is looked for at the other place.
        if (first is not null && first.Problem != OtherIssuer) return first;
        return await AskAsync(issuer, OpenIdProvider(authority), inTime.Token, stop)
            ?? first ?? IssuerAnswer.Refused($"{authority.Host} gave no metadata and key set that could be read.");
    }

    /// <summary>Where an authorization server's metadata stands: between host and path (RFC 8414 section 3.1).</summary>
    internal static Uri AuthorizationServer(Uri issuer) =>
        new(issuer, "/.well-known/oauth-authorization-server" + issuer.AbsolutePath.TrimEnd('/'));

    /// <summary>Where an OpenID provider's metadata stands: after the path (OpenID Connect Discovery 1.0 section 4).</summary>
    internal static Uri OpenIdProvider(Uri issuer) => new(issuer, issuer.AbsolutePath.TrimEnd('/') + "/.well-known/openid-configuration");

    // Null when there is nothing at this address, so that the next one may be tried.
    private async Task<IssuerAnswer?> AskAsync(string issuer, Uri metadata, CancellationToken inTime, CancellationToken stop)
    {
        try
        {
            // Not by the library's HttpDocumentRetriever: it asks twice, and goes on asking when the time is over.
            var found = OpenIdConnectConfiguration.Create(await client.GetStringAsync(metadata, inTime));
            // RFC 8414 section 3.3: metadata that speaks for another issuer must not be used.
            if (found.Issuer != issuer) return IssuerAnswer.Refused(OtherIssuer);
            if (found.JwksUri is not { Length: > 0 } named) return IssuerAnswer.Refused("The issuer’s metadata names no key set.");
            if (!Uri.TryCreate(named, UriKind.Absolute, out var place) || !mayAsk(place))
                return IssuerAnswer.Refused("The issuer’s metadata names a key set at an address that is not asked: it must be https.");
            // An issuer reached by https must not send this server to a plain address, on this machine least of all.
            if (metadata.Scheme == Uri.UriSchemeHttps && place.Scheme != Uri.UriSchemeHttps)
                return IssuerAnswer.Refused("The issuer’s metadata came by https and names a key set at an address without it, which is " +
                    "not asked.");
            using var set = JsonDocument.Parse(await client.GetStringAsync(place, inTime));
            if (!JwkSet.TryFindKeys(set, out var keys))
                return IssuerAnswer.Refused("What the issuer gave as its key set has no array of keys (RFC 7517 §5).");
            if (keys.GetArrayLength() == 0) return IssuerAnswer.Refused("The issuer’s key set is empty.");
            return new(metadata, JwkSet.Write(keys), keys.GetArrayLength(), null);
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
            if (inner is PrivateAddressException)
                return "That address is on a private network or on this machine. This server asks issuers on the internet only (setting " +
                    "Issuers:PrivateAddresses).";
            if (inner is OperationCanceledException or TimeoutException) return $"{metadata.Host} did not answer in time.";
        }

        return null;
    }
}
