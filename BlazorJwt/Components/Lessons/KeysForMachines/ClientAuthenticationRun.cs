using System.Net;
using System.Text;
using BlazorJwt.Api.Client;

namespace BlazorJwt.Components.Lessons.KeysForMachines;

/// <summary>One way, gone once: what was sent, and what came back.</summary>
/// <param name="Fault">What was wrong with it on purpose.</param>
public sealed record ClientAuthenticationRun(ClientAuthenticationMethod Way, MachineFault Fault, ApiCall Call,
    ClientAuthenticationRequest Proof)
{
    /// <summary>The answer of the token endpoint; null when it was not asked.</summary>
    internal ApiAnswer? Token { get; init; }

    internal ApiAnswer? Answer { get; init; }

    /// <summary>The access token that came back; null for none.</summary>
    internal string? AccessToken { get; init; }

    /// <summary>How long it lives, as its <c>expires_in</c> says.</summary>
    internal TimeSpan? Lifetime { get; init; }

    /// <summary>What was sent first, when this is the same a second time.</summary>
    internal ClientAuthenticationRun? First { get; init; }

    internal bool Succeeded => Answer is { Succeeded: true };

    internal ApiAnswer? Last => Answer ?? Token;

    /// <summary>The answer to the proof itself: of the token endpoint, or to an API key.</summary>
    internal ApiAnswer? ToProof => Token ?? Answer;

    /// <summary>The error that the token endpoint named (RFC 6749 section 5.2); null for none.</summary>
    internal string? Error { get; init; }

    /// <summary>What it said beside the error, in <c>error_description</c>; null for nothing.</summary>
    internal string? Reason { get; init; }

    /// <summary>In how many of the requests the secret stood. In <c>client_secret_basic</c> it is in base64, which hides nothing.</summary>
    internal (int Holding, int All) Secrets(string? secret)
    {
        var sent = new List<IEnumerable<string>>();
        if (Token is not null)
            sent.Add([.. (Proof.TokenCall?.Body as IEnumerable<KeyValuePair<string, string>> ?? []).Select(field => field.Value),
                Header(Proof.Credentials)]);
        if (Answer is not null) sent.Add([AccessToken ?? Header(Proof.Credentials)]);
        return (secret is null ? 0 : sent.Count(texts => texts.Any(text => text.Contains(secret, StringComparison.Ordinal))), sent.Count);
    }

    private static string Header(ApiCredentials? credentials) => credentials switch
    {
        null => "",
        { Scheme: "Basic", Token: var encoded } => WebUtility.UrlDecode(Encoding.UTF8.GetString(Convert.FromBase64String(encoded))),
        var other => other.Header,
    };

    public override string ToString() => $"{Way}: {Last?.ToString() ?? "nothing sent"}";
}

/// <summary>What came of sending it all once more: what proves the program, and the access token it got for it.</summary>
/// <param name="Proof">The status of the answer to the proof; null when no answer came.</param>
/// <param name="Token">The status of the answer to the token; null when there was no token.</param>
public sealed record ClientAuthenticationReplay(int? Proof, string? Error, int? Token);

/// <summary>What was found out about one way.</summary>
public sealed record ClientAuthenticationFinding(ClientAuthenticationRun Sent)
{
    /// <summary>Sent again, as somebody does who reads a log; null when not tried.</summary>
    internal ClientAuthenticationReplay? Logged { get; init; }

    /// <summary>Sent again after the account was revoked; null when not tried.</summary>
    internal ClientAuthenticationReplay? Revoked { get; init; }

    /// <summary>The status for a guessed secret or a stranger's signature; null when not tried.</summary>
    internal int? Forged { get; init; }

    /// <summary>In how many of the requests the secret was, and of how many.</summary>
    internal (int Holding, int All) Secrets { get; init; }
}
