using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.AuthorizationServer.SignIn;

/// <summary>What the tests of this room do again and again.</summary>
internal static class SignInForms
{
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Fills in the sign-in page's form and posts it. Gives the answer to the post, no redirect followed.</summary>
    public static Task<HttpResponseMessage> TrySignInAsync(this VisitorSession visitor, string name, string password,
        params (string Name, string Value)[] more) =>
        visitor.PostFormAsync("/sign-in", "/account/sign-in", [("name", name), ("password", password), .. more], Cancellation);

    public static Task<HttpResponseMessage> GetAsync(this VisitorSession visitor, string path) =>
        visitor.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

    /// <summary>A GET as a browser or another client sends it, with headers of its own.</summary>
    public static async Task<HttpResponseMessage> SendGetAsync(this HttpClient client, string path,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await client.SendAsync(request, Cancellation);
    }

    public static Task<string> TextAsync(this HttpResponseMessage response) => response.Content.ReadAsStringAsync(Cancellation);

    /// <summary>The line that sets or clears a cookie; null when the response has none for it.</summary>
    public static string? SetCookie(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues("Set-Cookie", out var lines)
            ? lines.SingleOrDefault(line => line.StartsWith(name + "=", StringComparison.Ordinal)) : null;

    /// <summary>The words of the main heading and the text beside it show who is signed in.</summary>
    public static async Task<bool> IsSignedInAsync(this VisitorSession visitor)
    {
        using var page = await visitor.GetAsync("/sign-in");
        return (await page.TextAsync()).Contains("action=\"account/sign-out\"", StringComparison.Ordinal);
    }

    /// <summary>The antiforgery token that a page holds for the script that renews the sign-in.</summary>
    public static async Task<string> AntiforgeryOfRenewalAsync(this VisitorSession visitor)
    {
        using var page = await visitor.GetAsync("/");
        var html = await page.TextAsync();
        var form = html[html.IndexOf("<form id=\"renewal\"", StringComparison.Ordinal)..];
        return System.Text.RegularExpressions.Regex.Match(form, "value=\"([^\"]+)\"").Groups[1].Value;
    }

    /// <summary>Renews the sign-in, as a page's script does.</summary>
    public static async Task<HttpResponseMessage> RenewAsync(this VisitorSession visitor, string? field = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/refresh");
        request.Headers.Add("RequestVerificationToken", field ?? await visitor.AntiforgeryOfRenewalAsync());
        return await visitor.Client.SendAsync(request, Cancellation);
    }
}
