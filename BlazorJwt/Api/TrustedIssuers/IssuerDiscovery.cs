using System.Text.Json;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>Asks an issuer for its metadata and its key set. Nothing of a token is sent along, and no redirect is followed. Its sentences
/// may go into a header: they are in ASCII.</summary>
/// <param name="client">How it is asked: <see cref="IssuerConnection"/> bounds size and time. Its patience is for all answers of an issuer
/// together.</param>
/// <param name="mayAsk">Says of an address whether it may be asked; the metadata names one for the key set.</param>
/// <param name="whoNames">What names the issuer that is looked for: <c>the settings name</c>.</param>
internal sealed class IssuerDiscovery(HttpClient client, Func<Uri, bool> mayAsk, string whoNames)
{
    /// <summary>Asks at both places where metadata may stand. Never throws for what an issuer can cause.</summary>
    /// <param name="issuer">The issuer that the metadata must speak for.</param>
    public async Task<IssuerAnswer> FindAsync(Uri authority, string issuer, CancellationToken stop)
    {
        // HttpClient has patience for one answer, and there are four to ask for: each in time, they could hold a place four times as long.
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(stop);
        inTime.CancelAfter(client.Timeout);
        try
        {
            var first = await LookAsync(issuer, AuthorizationServer(authority), inTime.Token);
            // A host of many issuers may answer there with its own name, and have what is looked for at the other place.
            if (first is { Answer: { } answer, IsOfAnother: false }) return answer;
            var second = first.Failure is { IsOfTheServer: true } ? first
                : await LookAsync(issuer, OpenIdProvider(authority), inTime.Token);
            stop.ThrowIfCancellationRequested();
            return second.Answer ?? first.Answer ?? Unreadable(first.Failure!, second.Failure!);
        }
        catch (UnusableAnswerException failure)
        {
            stop.ThrowIfCancellationRequested();
            return IssuerAnswer.Refused($"The issuer's key set can't be read: {failure.Message}.", failure.Cause());
        }
    }

    /// <summary>Where an authorization server's metadata stands: between host and path (RFC 8414 section 3.1).</summary>
    internal static Uri AuthorizationServer(Uri issuer) =>
        new(issuer, "/.well-known/oauth-authorization-server" + issuer.AbsolutePath.TrimEnd('/'));

    /// <summary>Where an OpenID provider's metadata stands: after the path (OpenID Connect Discovery 1.0 section 4).</summary>
    internal static Uri OpenIdProvider(Uri issuer) => new(issuer, issuer.AbsolutePath.TrimEnd('/') + "/.well-known/openid-configuration");

    private async Task<Look> LookAsync(string issuer, Uri place, CancellationToken inTime)
    {
        JsonDocument metadata;
        try
        {
            metadata = await client.GetJsonAsync(place, inTime);
        }
        catch (UnusableAnswerException failure)
        {
            return new(null, failure);
        }

        using (metadata)
        {
            var (speaksFor, named, tokenIssuer) = Members(metadata.RootElement);
            if (speaksFor is null) return new(null, new("metadata without issuer"));
            // RFC 8414 section 3.3: metadata that speaks for another issuer must not be used.
            var isOther = speaksFor != issuer;
            var answer = isOther ? IssuerAnswer.Refused(OtherIssuer(speaksFor, issuer)) : await KeysAsync(place, named);
            return new(answer with { SpeaksFor = speaksFor, TokenIssuer = tokenIssuer }, null, isOther);
        }

        async Task<IssuerAnswer> KeysAsync(Uri metadata, string? named)
        {
            if (string.IsNullOrEmpty(named)) return IssuerAnswer.Refused("The issuer's metadata names no key set.");
            // A path would be read as that of a file.
            if (named.StartsWith('/') || !Uri.TryCreate(named, UriKind.Absolute, out var address))
                return IssuerAnswer.Refused("The issuer's metadata names a key set, and not by a whole address: it must be https.");
            if (!mayAsk(address)) return IssuerAnswer.Refused(
                $"The issuer's metadata names a key set at an address of {$"{address.Scheme}:".Quoted()}, which is not asked: it must be " +
                "https.");
            // An issuer reached by https must not send this server to a plain address, on this machine least of all.
            if (metadata.Scheme == Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttps)
                return IssuerAnswer.Refused("The issuer's metadata came by https and names a key set at an address without it, which is " +
                    "not asked.");
            using var set = await client.GetJsonAsync(address, inTime);
            if (!JwkSet.TryFindKeys(set, out var keys))
                return IssuerAnswer.Refused("What the issuer gave as its key set has no array of keys (RFC 7517, section 5).");
            if (keys.GetArrayLength() == 0) return IssuerAnswer.Refused("The issuer's key set is empty.");
            return new(metadata, JwkSet.Write(keys), keys.GetArrayLength(), null);
        }
    }

    // Not the library's type: it refuses the whole for one odd member, and three are asked for.
    private static (string? Issuer, string? KeySet, string? TokenIssuer) Members(JsonElement metadata)
    {
        try
        {
            return (metadata.Text("issuer"), metadata.Text("jwks_uri"), metadata.Text("access_token_issuer"));
        }
        catch (InvalidOperationException)
        {
            // Half a character, by an escape.
            return default;
        }
    }

    private string OtherIssuer(string speaksFor, string issuer) =>
        $"The metadata there speaks for another issuer: it says {speaksFor.Quoted()}, and {whoNames} {issuer.Quoted()}" +
        $"{(NearMiss.Of(issuer, speaksFor) is { } how ? $" (the metadata has it {how})" : "")}. " +
        "So its keys are not taken (RFC 8414, section 3.3).";

    private static IssuerAnswer Unreadable(UnusableAnswerException first, UnusableAnswerException second) => IssuerAnswer.Refused(
        "The issuer's metadata can't be read: " +
        (ReferenceEquals(first, second) ? $"{first.Message}."
            : first.Message == second.Message ? $"{first.Message}, at oauth-authorization-server and at openid-configuration."
            : $"{first.Message}, at oauth-authorization-server; {second.Message}, at openid-configuration."),
        string.Join(" / ", new[] { first.Cause(), second.Cause() }.Where(cause => cause.Length > 0).Distinct()));

    /// <summary>What was found at one place: an answer, good or not, from metadata that could be read; or why it could not.</summary>
    private sealed record Look(IssuerAnswer? Answer, UnusableAnswerException? Failure, bool IsOfAnother = false);
}
