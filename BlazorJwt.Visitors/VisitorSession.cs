using System.Net;
using System.Text.RegularExpressions;

namespace BlazorJwt.Visitors;

/// <summary>One visitor's browser, as far as HTTP goes: cookies are kept and sent, forms are filled in, redirects are shown and not
/// followed.</summary>
public sealed partial class VisitorSession : IDisposable
{
    /// <summary>The name of the cookie that carries the token.</summary>
    public const string TokenCookieName = "__Host-BlazorJwt";

    /// <param name="baseAddress">Where the app is.</param>
    public VisitorSession(Uri baseAddress) => Client = new(new JarHandler(Cookies)) { BaseAddress = baseAddress };

    /// <summary>Sends and takes this visitor's cookies, and follows no redirect.</summary>
    public HttpClient Client { get; }

    /// <summary>This visitor's cookies.</summary>
    public CookieJar Cookies { get; } = new();

    /// <summary>The token in the visitor's cookie; null for a visitor who is signed out.</summary>
    public string? Token => Cookies[TokenCookieName];

    /// <summary>Signs in through the form of the sign-in page, follows the round trip, and fails when no token came of it.</summary>
    public async Task SignInAsync(string name, string password, CancellationToken cancellation = default)
    {
        using var answer = await PostFormAsync("/sign-in", "/account/sign-in", [("name", name), ("password", password)], cancellation);
        using var arrived = await FollowAsync(answer, cancellation);
        if (Token is null)
            throw new InvalidOperationException(
                $"Signing in as '{name}' gave no token: {(int)answer.StatusCode} to '{answer.Headers.Location}', " +
                    $"then {(int)arrived.StatusCode} at '{arrived.RequestMessage?.RequestUri}'.");
    }

    /// <summary>Signs out through the form that the shell shows.</summary>
    public async Task<HttpResponseMessage> SignOutAsync(CancellationToken cancellation = default) =>
        await PostFormAsync("/", "/account/sign-out", [], cancellation);

    /// <summary>Opens a page, takes the antiforgery field of its form, and posts that form.</summary>
    /// <param name="page">Where the form is shown.</param>
    /// <param name="action">Where it posts to.</param>
    /// <param name="fields">What the visitor filled in.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<HttpResponseMessage> PostFormAsync(
        string page, string action, IEnumerable<(string Name, string Value)> fields, CancellationToken cancellation = default)
    {
        var field = await AntiforgeryFieldAsync(page, action, cancellation);
        using var form = new FormUrlEncodedContent(fields.Append(field).Select(entry => KeyValuePair.Create(entry.Name, entry.Value)));
        return await Client.PostAsync(new Uri(action, UriKind.Relative), form, cancellation);
    }

    /// <summary>Opens a page and reads the antiforgery field of the form that posts to <paramref name="action"/>.</summary>
    public async Task<(string Name, string Value)> AntiforgeryFieldAsync(string page, string action,
        CancellationToken cancellation = default)
    {
        var html = await Client.GetStringAsync(new Uri(page, UriKind.Relative), cancellation);
        var form = Forms().Matches(html).Select(match => match.Value)
            .FirstOrDefault(text => text.Contains($"action=\"{action.TrimStart('/')}\"", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{page} shows no form that posts to {action}.");
        var input = Inputs().Matches(form).Select(match => match.Value)
            .FirstOrDefault(text => text.Contains("__RequestVerificationToken", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"The form on {page} that posts to {action} has no antiforgery field.");
        return ("__RequestVerificationToken", WebUtility.HtmlDecode(Values().Match(input).Groups[1].Value));
    }

    /// <summary>Follows a response's redirects to their end, at most ten.</summary>
    public async Task<HttpResponseMessage> FollowAsync(HttpResponseMessage response, CancellationToken cancellation = default)
    {
        for (var left = 10; left > 0 && response.Headers.Location is { } location; left--)
            response = await Client.GetAsync(new Uri(response.RequestMessage!.RequestUri!, location), cancellation);
        return response;
    }

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Forms();

    [GeneratedRegex("<input\\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Inputs();

    [GeneratedRegex("\\bvalue=\"([^\"]*)\"", RegexOptions.IgnoreCase)]
    private static partial Regex Values();

    private sealed class JarHandler(CookieJar jar)
        : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (jar.Header is { } cookies)
                request.Headers.TryAddWithoutValidation("Cookie", cookies);
            var response = await base.SendAsync(request, cancellationToken);
            jar.Take(response);
            return response;
        }
    }
}
