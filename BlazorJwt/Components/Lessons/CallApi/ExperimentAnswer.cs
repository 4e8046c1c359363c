using BlazorJwt.Api.Client;
using BlazorJwt.Components.Teaching;
using BlazorJwt.HttpLog;

namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>Says what an answer of the API means.</summary>
internal static class ExperimentAnswer
{
    public static string Explain(ApiAnswer answer) => answer switch
    {
        { Failure: { } failure } => failure,
        { Status: 401, Exchange.Verdict.Refusal: { } refusal } => $"Unauthorized. {refusal.Explanation}",
        { Status: 401 } when HasAuthorization(answer) => "Unauthorized. The scheme is not Bearer, so the API saw no token.",
        { Status: 401 } => "Unauthorized. The request carried no token, so the API asks for one.",
        { Status: 400 } when HasAuthorization(answer) =>
            "Bad request. The Authorization header is not one scheme, one space and one token.",
        { Status: 403 } => "Forbidden. The token is good, so the API knows who you are. It does not allow this.",
        { Succeeded: true, Exchange.Verdict: { Accepted: false } } =>
            "Open to all: the token it came with is not good, and nobody asked for one.",
        { Succeeded: true, Exchange.Verdict: null } => "Open to all: the API asked for no token.",
        { Succeeded: true } => "The token passed every check, and it allows this.",
        { Status: 429 } => "Too many requests. Wait a moment and send it again.",
        _ => "The API refused the request; its answer says why.",
    };

    public static string Token(ApiAnswer answer) =>
        answer.Exchange.Verdict is { } verdict ? verdict.Refusal?.Explanation ?? "passed every check" : "none was sent";

    public static string Policy(ApiAnswer answer) => answer.Exchange.Policy?.Rights switch
    {
        null => "none",
        var rights when rights.Any(right => right.Outcome is RightOutcome.NobodyToAsk) => "had nobody to ask",
        var rights when rights.LastOrDefault(right => right.Outcome is RightOutcome.Lacking) is { } lacking =>
            $"asked for {lacking.Asked}; found {lacking.Found}",
        _ => "was met",
    };

    /// <summary>The header that tells a client what is missing (RFC 9110 section 11.6.1).</summary>
    public static string Challenge(ApiAnswer answer) =>
        answer.Exchange.Response.Header("WWW-Authenticate") is { } challenge ? $"WWW-Authenticate: {challenge}" : "no WWW-Authenticate";

    private static bool HasAuthorization(ApiAnswer answer) => answer.Exchange.Request.Header("Authorization") is not null;
}
