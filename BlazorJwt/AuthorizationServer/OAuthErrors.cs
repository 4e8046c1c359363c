using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Hosting;

namespace BlazorJwt.AuthorizationServer;

/// <summary>The answers of the token endpoints: an error code that programs know, and a sentence for who reads it (RFC 6749 section
/// 5.2).</summary>
internal static class OAuthErrors
{
    // RFC 6749 section 4.1.2.1.
    private const string Later = "temporarily_unavailable";

    public static AnswersInJson Json { get; } = new(sentence => Error(Later, sentence, StatusCodes.Status503ServiceUnavailable));

    public static IResult Error(string code, string description, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new OAuthError(code, description), statusCode: status);

    /// <summary>One answer for every refresh token that is not valid: why is not said, because a thief may hold it.</summary>
    public static IResult InvalidRefreshToken() =>
        Error("invalid_grant", "The refresh token is not valid: unknown, expired, used, revoked, or issued to another client. Sign in " +
            "again.");

    /// <summary>
    /// Too many requests (RFC 6585 section 4: 429, with a Retry-After). OAuth has no error code for it at these endpoints; of those that
    /// are registered this one says it, and a client that retries by the status never reads it.
    /// </summary>
    public static IResult TooMany(HttpContext context, TimeSpan wait, string what = "requests from this address") =>
        Error(Later, context.Response.SetTooMany(wait, what), StatusCodes.Status429TooManyRequests);

    /// <summary>No cache keeps an answer that holds a token (RFC 6749 section 5.1).</summary>
    public static ValueTask<object?> ForbidStoring(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        call.HttpContext.Response.Headers.CacheControl = "no-store";
        call.HttpContext.Response.Headers.Pragma = "no-cache";
        return next(call);
    }

    /// <summary>Reads the form of a request, where no parameter may be given twice (RFC 6749 section 3.2).</summary>
    /// <returns>The fields and the value of that parameter; or the answer that says what is wrong.</returns>
    public static async Task<(IFormCollection Fields, string Value, IResult? Problem)> ReadParametersAsync(this HttpRequest request,
        string required)
    {
        var fields = await request.ReadFieldsAsync();
        var value = fields?[required].ToString() ?? "";
        var problem = fields is null ? $"The body must be a form in UTF-8: Content-Type application/x-www-form-urlencoded, with {required}."
            : fields.FirstOrDefault(field => field.Value.Count > 1).Key is { } repeated ? $"{Shown(repeated)} is given more than once."
            : value is "" ? $"{required} is missing."
            : null;
        return (fields ?? FormCollection.Empty, value, problem is null ? null : Error("invalid_request", problem));
    }

    // error_description may hold printable ASCII only, and a name of any length may come.
    private static string Shown(string name) => name.Length <= 32 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_')
        ? name : "A parameter";
}
