using System.Globalization;

namespace BlazorJwt.Components.Lessons.KeysForMachines;

/// <summary>Says in a sentence how a way ended.</summary>
internal static class ClientAuthenticationAnswer
{
    public static string Explain(ClientAuthenticationRun run) => run switch
    {
        { Proof.Problem: { } problem } => problem,
        { Last.Failure: { } failure } => failure,
        { Token: { Status: 429 } } => "Too many requests for tokens. Wait a moment and send it again.",
        { Token: { Succeeded: false }, First.Token.Succeeded: true } =>
            $"{run.Error}: an assertion is good once, and this one was used up a moment ago.",
        { Error: { } error, Reason: { } reason, Proof.Assertion: not null } => $"{error}: {reason}",
        { Error: "invalid_client" } =>
            "invalid_client: that is all it says. Whether the id or the secret was wrong, it keeps to itself.",
        { Error: { } error } => $"The token endpoint answered {error}.",
        { Way: ClientAuthenticationMethod.ApiKey, Answer.Status: 401 } => "The key is not good. The API says no more than that.",
        { Answer.Status: 403 } => "It knows the program, and the account has no scope for this request.",
        { Answer.Status: 401 } => "A token came back, and the API refused it.",
        { Succeeded: true, Fault: MachineFault.TokenEndpointAudience } =>
            "A token: as a grant, an assertion may name the token endpoint or the issuer.",
        { Succeeded: true, First: not null, Way: ClientAuthenticationMethod.ApiKey } =>
            "Let in both times: a key is good as often as it comes.",
        { Succeeded: true, First: not null } => "A token both times: a secret is good as often as it comes.",
        { Succeeded: true, Way: ClientAuthenticationMethod.ApiKey } =>
            "The key itself opened the API, and opens it until you rotate or revoke it.",
        { Succeeded: true } =>
            $"A token for {run.Lifetime?.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture)} minutes, and the API opened for it.",
        _ => "Refused; the answer says why.",
    };
}
