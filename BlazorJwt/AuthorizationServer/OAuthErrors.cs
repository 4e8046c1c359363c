using BlazorJwt.AuthorizationServer.SignIn;

namespace BlazorJwt.AuthorizationServer;

/// <summary>The answers of the token endpoints: an error code that programs know, and a sentence for who reads it (RFC 6749 section 5.2).</summary>
internal static class OAuthErrors
{
    // RFC 6749 section 4.1.2.1.
    private const string Later = "temporarily_unavailable";

    public static IResult Error(string code, string description, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new Dictionary<string, string> { ["error"] = code, ["error_description"] = description }, statusCode: status);

    /// <summary>One answer for every refresh token that is not good. Why not is nobody's business who holds it: a thief may.</summary>
    public static IResult InvalidRefreshToken() =>
        Error("invalid_grant", "The refresh token is not good: unknown, expired, used up, taken back, or issued to another client. Sign in again.");

    /// <summary>Too many passwords were tried: see <see cref="TooMany"/>.</summary>
    public static IResult TooManySignIns(HttpContext context, TimeSpan wait) => Error(Later, context.Response.SetTooMany(wait), StatusCodes.Status429TooManyRequests);

    /// <summary>
    /// Too many requests (RFC 6585 section 4: 429, with a Retry-After). OAuth has no error code for it at these endpoints; of those that are registered this
    /// one says it, and a client that retries by the status never reads it.
    /// </summary>
    public static IResult TooMany(HttpContext context, TimeSpan wait) => Error(Later, context.Response.SetTooMany(wait, "requests from this address"), StatusCodes.Status429TooManyRequests);

    /// <summary>No cache keeps an answer that holds a token (RFC 6749 section 5.1).</summary>
    public static void ForbidStoring(this HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
    }

    /// <summary>Reads the form of a request to a token endpoint, where no parameter may stand twice (RFC 6749 section 3.2).</summary>
    /// <param name="request">The request.</param>
    /// <param name="needed">The parameters it needs, for the sentence.</param>
    /// <returns>The fields, or the answer that says what is wrong.</returns>
    public static async Task<(IFormCollection Fields, IResult? Problem)> ReadParametersAsync(this HttpRequest request, string needed)
    {
        if (await request.ReadFieldsAsync() is not { } fields)
        {
            return (FormCollection.Empty, Error("invalid_request", $"The body must be a form in UTF-8: Content-Type application/x-www-form-urlencoded, with {needed}."));
        }

        return (fields, fields.FirstOrDefault(field => field.Value.Count > 1).Key is { } repeated ? Error("invalid_request", $"{Shown(repeated)} is given more than once.") : null);
    }

    // error_description may hold printable ASCII only, and a name of any length may come.
    private static string Shown(string name) => name.Length <= 32 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_') ? name : "A parameter";
}
