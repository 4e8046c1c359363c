using BlazorJwt.Api.Client;

namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>Says in a sentence what an answer of the API means.</summary>
internal static class ExperimentAnswer
{
    public static string Explain(ApiAnswer answer) => answer switch
    {
        { Failure: { } failure } => failure,
        { Status: 401, Exchange.Verdict.Refusal: { } refusal } => $"Unauthorized. {refusal.Explanation}",
        { Status: 401 } when Says(answer, "Authorization") => "Unauthorized. The scheme is not Bearer, so the API saw no token.",
        { Status: 401 } => "Unauthorized. The request carried no token, so the API asks for one.",
        { Status: 400 } when Says(answer, "Authorization") => "Bad request. The Authorization header is not one scheme, one space and one token.",
        { Status: 403 } => "Forbidden. The token is good, so the API knows who you are. It does not allow this.",
        { Succeeded: true, Exchange.Verdict: { Accepted: false } } => "Open to all: the token it came with is not good, and nobody asked for one.",
        { Succeeded: true, Exchange.Verdict: null } => "Open to all: the API asked for no token.",
        { Succeeded: true } => "The token passed every check, and it allows this.",
        { Status: 429 } => "Too many requests. Wait a moment and send it again.",
        _ => "The API refused the request; its answer says why.",
    };

    private static bool Says(ApiAnswer answer, string header) => answer.Exchange.Request.Headers.Any(sent => sent.Name == header);
}
