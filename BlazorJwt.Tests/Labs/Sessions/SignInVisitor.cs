using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Labs.Sessions;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Labs.Sessions;

/// <summary>
/// A visitor of this lab, as far as HTTP is concerned. Each cookie is sent to its own sign-in method only, as its path says.
/// </summary>
internal sealed partial class SignInVisitor : IDisposable
{
    private readonly RunningApp _app;
    private readonly VisitorSession _shell;
    private readonly Dictionary<SignInMethod, string> _cookies = [];
    private string _proof = "";

    private SignInVisitor(RunningApp app) => (_app, _shell) = (app, app.OpenSession());

    public SessionLab Lab => _app.Services.GetRequiredService<SessionLabs>().For(ClaimsPrincipalExtensions.SessionOf(VisitorId)!);

    public string VisitorId => _app.VisitorIdOf(_shell);

    /// <summary>What the browser holds for a method; null for nothing.</summary>
    public string? this[SignInMethod method]
    {
        get => _cookies.GetValueOrDefault(method);
        set => _cookies[method] = value!;
    }

    /// <summary>Opens the app, and with it gets a visitor id and an antiforgery token.</summary>
    public static async Task<SignInVisitor> OpenAsync(RunningApp app)
    {
        var visitor = new SignInVisitor(app);
        var field = await visitor._shell.AntiforgeryFieldAsync("/sign-in", "/account/sign-in", TestContext.Current.CancellationToken);
        visitor._proof = field.Value;
        return visitor;
    }

    public static async Task<SignInVisitor> SignInAsync(RunningApp app)
    {
        var visitor = await OpenAsync(app);
        using var answer = await visitor.SignInAsync();
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return visitor;
    }

    public Task<HttpResponseMessage> SignInAsync(string? proof = null) => PostAsync(SessionLabEndpoints.SignIn, null, proof ?? _proof);

    public async Task SignOutAsync()
    {
        foreach (var method in SignInMethod.All)
        {
            using var answer = await PostAsync($"{method.Path}/sign-out", method, _proof);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }
    }

    public Task<SignInMethodReading> AskAsync(SignInMethod method) => AskAsync(method, this[method], _shell.Cookies.Header);

    /// <summary>Sends a credential from elsewhere: a client with no other cookie.</summary>
    public Task<SignInMethodReading> FromElsewhereAsync(SignInMethod method, string? credential) => AskAsync(method, credential, null);

    public void Dispose() => _shell.Dispose();

    public async Task<HttpResponseMessage> PostAsync(string path, SignInMethod? method, string? proof)
    {
        using var client = _app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        AddCookies(request, method, method is null ? null : this[method], _shell.Cookies.Header);
        if (proof is not null) request.Headers.Add("RequestVerificationToken", proof);
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
        {
            if (SignInMethod.All.SingleOrDefault(known => set.StartsWith(known.Cookie + "=", StringComparison.Ordinal)) is not { } its)
                continue;
            Assert.Matches(Attributes(), set);
            Assert.Contains($"path={its.Path};", set, StringComparison.OrdinalIgnoreCase);
            if (set[(its.Cookie.Length + 1)..set.IndexOf(';', StringComparison.Ordinal)] is { Length: > 0 } value) _cookies[its] = value;
            else _cookies.Remove(its);
        }

        return answer;
    }

    private async Task<SignInMethodReading> AskAsync(SignInMethod method, string? credential, string? others)
    {
        using var client = _app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, method.Path);
        AddCookies(request, method, credential, others);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var reading = (await answer.Content.ReadFromJsonAsync<SignInMethodReading>(TestContext.Current.CancellationToken))!;
        Assert.Equal(reading.Status, (int)answer.StatusCode);
        return reading;
    }

    private static void AddCookies(HttpRequestMessage request, SignInMethod? method, string? credential, string? others)
    {
        string?[] cookies = [others, credential is null ? null : $"{method!.Cookie}={credential}"];
        if (cookies.Any(cookie => cookie is not null))
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Where(cookie => cookie is not null)));
    }

    [GeneratedRegex("(?=.*; ?secure)(?=.*; ?httponly)(?=.*; ?samesite=strict)", RegexOptions.IgnoreCase)]
    private static partial Regex Attributes();
}
