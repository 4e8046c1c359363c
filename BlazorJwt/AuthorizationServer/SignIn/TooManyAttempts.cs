using System.Globalization;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>The answer to a client that tried too often (RFC 6585 section 4).</summary>
internal static class TooManyAttempts
{
    public const string ToSignIn = "attempts to sign in";

    /// <returns>The sentence for the body.</returns>
    public static string SetTooMany(this HttpResponse response, TimeSpan retryAfter, string what = ToSignIn)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = seconds;
        return $"There were too many {what}. Try again in {seconds} seconds.";
    }
}
