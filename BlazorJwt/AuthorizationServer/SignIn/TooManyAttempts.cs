using System.Globalization;
using BlazorJwt.Hosting;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>The answer to somebody who tried too often (RFC 6585 section 4).</summary>
internal static class TooManyAttempts
{
    /// <summary>Sets status and Retry-After. Gives the sentence for the body.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="retryAfter">How long to wait.</param>
    /// <param name="what">What there was too much of.</param>
    public static string SetTooMany(this HttpResponse response, TimeSpan retryAfter, string what = "attempts to sign in")
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = seconds;
        return $"There were too many {what}. Try again in {seconds} seconds.";
    }

    /// <summary>Answers a browser, with a page.</summary>
    public static Task WriteTooManyAsync(this HttpResponse response, TimeSpan retryAfter)
    {
        var sentence = response.SetTooMany(retryAfter);
        return response.WritePageAsync("Too many attempts", sentence, "/sign-in", "Back to signing in");
    }
}
