using System.Text;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Hosting;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace BlazorJwt.Api;

/// <summary>
/// What a caller is told who brings no token, a bad one, or one without the right: the status and the WWW-Authenticate of RFC 6750 section
/// 3, and a problem in the body. Never a redirect.
/// </summary>
internal static class BearerChallenges
{
    public const string Realm = "orders API";

    public const string SendToken = "Send an access token: Authorization: Bearer, a space and the token. POST /token hands one out.";

    public static Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        var http = context.HttpContext;
        if (MalformedHeader(http.Request) is { } malformed)
            return Answer(http, StatusCodes.Status400BadRequest, malformed, "invalid_request");
        if (http.Features.Get<RequestVerdict>()?.Verdict.Refusal is { } refusal)
        {
            // Nobody can tell whether the token is good. No challenge: another token would not help.
            if (refusal.IsOutage) throw new StoreUnreachableException();
            return Answer(http, StatusCodes.Status401Unauthorized, refusal.Explanation, "invalid_token");
        }

        // RFC 6750 section 3.1: who sent nothing is told how to begin, and no error.
        return Answer(http, StatusCodes.Status401Unauthorized, SendToken, error: null);
    }

    public static Task Forbid(ForbiddenContext context) => context.HttpContext.Features.Get<MissingRight>()?.Requirement switch
    {
        ScopeRequirement scope => Answer(context.HttpContext, StatusCodes.Status403Forbidden, scope.Lack, "insufficient_scope", scope.Name),
        RightRequirement right => Answer(context.HttpContext, StatusCodes.Status403Forbidden, right.Lack, "insufficient_scope"),
        // Not the token's fault: another token would not help, so no challenge.
        SameOriginRequirement => ApiProblem.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, SameOriginRequirement.Lack),
        _ => ApiProblem.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, "This caller may not do that."),
    };

    public static Task Answer(HttpContext context, int status, string detail, string? error, string? scope = null)
    {
        var challenge = new StringBuilder($"Bearer realm=\"{Realm}\"");
        if (error is not null) challenge.Append($", error=\"{error}\", error_description=\"{Quotable(detail)}\"");
        if (scope is not null) challenge.Append($", scope=\"{scope}\"");
        context.Response.Headers.WWWAuthenticate = challenge.ToString();
        context.TellLookUps();
        return ApiProblem.WriteAsync(context, status, detail);
    }

    // RFC 6750 section 2.1: the scheme, a space, one token. Anything else that calls itself Bearer is a malformed request.
    private static string? MalformedHeader(HttpRequest request) => request.Headers.Authorization switch
    {
        [] => null,
        [{ } only] when !SaysBearer(only) => null,
        [{ } only] => only["Bearer".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length switch
        {
            0 => "The Authorization header says Bearer and no token follows.",
            1 => null,
            _ => "The Authorization header holds more than one token.",
        },
        _ => "There is more than one Authorization header.",
    };

    private static bool SaysBearer(string value) =>
        value.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase)
            && (value.Length == "Bearer".Length || value["Bearer".Length] is ' ');

    // RFC 6750 section 3: printable ASCII without the quotation mark and the backslash.
    private static string Quotable(string sentence) =>
        string.Concat(sentence.Select(character => character switch
        {
            '"' or '\\' => '\'',
            >= ' ' and <= '~' => character,
            _ => '?',
        }));
}
