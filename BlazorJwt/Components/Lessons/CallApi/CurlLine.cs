using System.Text.Json;
using BlazorJwt.Api.Client;
using BlazorJwt.AuthorizationServer.SignIn;

namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>A call as a line for a shell: anyone who runs it gets the same answer from the same server.</summary>
internal static class CurlLine
{
    /// <summary>Writes it. It holds the whole token, so a page shows it by a deliberate act only.</summary>
    /// <param name="cookie">The token to send as the token cookie, as a browser does; null for no cookie.</param>
    public static string For(Uri address, ApiCall call, ApiCredentials? credentials, string? cookie = null)
    {
        var method = call.Method == HttpMethod.Get ? "" : $" -X {call.Method}";
        var header = credentials is null ? "" : $" -H {Quoted($"Authorization: {credentials.Header}")}";
        // A browser says by itself from where a request comes, and the API asks for it when a cookie is to write. A shell can say what it
        // likes.
        var byBrowser = cookie is null
            ? ""
            : $" -H {Quoted($"Cookie: {TokenCookie.Name}={cookie}")}"
                + (call.Method == HttpMethod.Get ? "" : " -H 'Sec-Fetch-Site: same-origin'");
        var body = call.Body is null ? "" : $" -H 'Content-Type: application/json' -d "
            + $"{Quoted(JsonSerializer.Serialize(call.Body, call.Body.GetType(), JsonSerializerOptions.Web))}";
        return $"curl -i{method}{header}{byBrowser}{body} {Quoted(new Uri(address, call.Path).AbsoluteUri)}";
    }

    // Within single quotes a POSIX shell takes every character as it is, but for the single quote.
    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
