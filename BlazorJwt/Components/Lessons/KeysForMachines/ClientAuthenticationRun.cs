using System.Net;
using System.Text;
using BlazorJwt.Api.Client;

namespace BlazorJwt.Components.Lessons.KeysForMachines;

/// <summary>One way, gone once: what was sent, and what came back.</summary>
/// <param name="Way">The way.</param>
/// <param name="Fault">What was wrong with it on purpose.</param>
/// <param name="Call">What the API was asked.</param>
/// <param name="Proof">What the program proved itself with.</param>
public sealed record ClientAuthenticationRun(ClientAuthenticationMethod Way, MachineFault Fault, ApiCall Call, ClientAuthenticationRequest Proof)
{
    /// <summary>The answer of the token endpoint; null when it was not asked.</summary>
    public ApiAnswer? Token { get; init; }

    /// <summary>The answer of the API; null when it was not asked.</summary>
    public ApiAnswer? Answer { get; init; }

    /// <summary>The access token that came back; null for none.</summary>
    public string? AccessToken { get; init; }

    /// <summary>How long it lives, as its <c>expires_in</c> says.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>What was sent first, when this is the same a second time.</summary>
    public ClientAuthenticationRun? First { get; init; }

    /// <summary>True when the API did what it was asked.</summary>
    public bool Succeeded => Answer is { Succeeded: true };

    /// <summary>The last answer; null when nothing was sent.</summary>
    public ApiAnswer? Last => Answer ?? Token;

    /// <summary>The answer to the proof itself: of the token endpoint, or to an API key.</summary>
    public ApiAnswer? ToProof => Token ?? Answer;

    /// <summary>The error that the token endpoint named (RFC 6749 section 5.2); null for none.</summary>
    public string? Error { get; init; }

    /// <summary>In how many of the requests the secret stood, and how many there were. In a header of <c>client_secret_basic</c> it stands in base64, which hides nothing.</summary>
    /// <param name="secret">The secret that the program holds; null for none.</param>
    public (int Holding, int All) Secrets(string? secret)
    {
        var sent = new List<IEnumerable<string>>();
        if (Token is not null) sent.Add([.. (Proof.TokenCall?.Body as IEnumerable<KeyValuePair<string, string>> ?? []).Select(field => field.Value), Header(Proof.Credentials)]);
        if (Answer is not null) sent.Add([AccessToken ?? Header(Proof.Credentials)]);
        return (secret is null ? 0 : sent.Count(texts => texts.Any(text => text.Contains(secret, StringComparison.Ordinal))), sent.Count);
    }

    private static string Header(ApiCredentials? credentials) => credentials switch
    {
        null => "",
        { Scheme: "Basic", Token: var encoded } => WebUtility.UrlDecode(Encoding.UTF8.GetString(Convert.FromBase64String(encoded))),
        var other => other.Header,
    };

    /// <summary>Says how it ended.</summary>
    public override string ToString() => $"{Way}: {Last?.ToString() ?? "nothing sent"}";
}

/// <summary>What came of sending it all once more: what proves the program, and the access token it got for it.</summary>
/// <param name="Proof">The status of the answer to the proof; null when no answer came.</param>
/// <param name="Error">The error that the token endpoint named; null for none.</param>
/// <param name="Token">The status of the answer to the token; null when there was no token.</param>
public sealed record ClientAuthenticationReplay(int? Proof, string? Error, int? Token);

/// <summary>What was found out about one way.</summary>
/// <param name="Sent">The run that succeeded.</param>
public sealed record ClientAuthenticationFinding(ClientAuthenticationRun Sent)
{
    /// <summary>Sent again, as somebody does who reads a log; null when not tried.</summary>
    public ClientAuthenticationReplay? Logged { get; init; }

    /// <summary>Sent again after the account was revoked; null when not tried.</summary>
    public ClientAuthenticationReplay? Revoked { get; init; }

    /// <summary>The status for a guessed secret or a stranger's signature; null when not tried.</summary>
    public int? Forged { get; init; }

    /// <summary>In how many of the requests the secret was, and of how many.</summary>
    public (int Holding, int All) Secrets { get; init; }
}
