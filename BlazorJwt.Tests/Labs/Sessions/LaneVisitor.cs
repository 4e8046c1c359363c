using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Labs.Sessions;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Labs.Sessions;

/// <summary>A visitor of the two lanes, as far as HTTP goes. Each cookie goes to its own lane, as its path says.</summary>
internal sealed partial class LaneVisitor : IDisposable
{
    private readonly RunningApp _app;
    private readonly VisitorSession _shell;
    private readonly Dictionary<SignInMethod, string> _cookies = [];
    private string _proof = "";

    private LaneVisitor(RunningApp app) => (_app, _shell) = (app, app.OpenSession());

    public SessionLab Lab => _app.Services.GetRequiredService<SessionLabs>().For(ClaimsPrincipalExtensions.SessionOf(VisitorId)!);

    public string VisitorId => _app.VisitorIdOf(_shell);

    /// <summary>What the browser holds for a lane; null for nothing.</summary>
    public string? this[SignInMethod lane]
    {
        get => _cookies.GetValueOrDefault(lane);
        set => _cookies[lane] = value!;
    }

    /// <summary>Opens the app, and with it gets a visitor id and an antiforgery token.</summary>
    public static async Task<LaneVisitor> OpenAsync(RunningApp app)
    {
        var visitor = new LaneVisitor(app);
        visitor._proof = (await visitor._shell.AntiforgeryFieldAsync("/sign-in", "/account/sign-in", TestContext.Current.CancellationToken)).Value;
        return visitor;
    }

    public static async Task<LaneVisitor> SignInAsync(RunningApp app)
    {
        var visitor = await OpenAsync(app);
        using var answer = await visitor.SignInAsync();
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return visitor;
    }

    public Task<HttpResponseMessage> SignInAsync(string? proof = null) => PostAsync(SessionLabEndpoints.SignIn, null, proof ?? _proof);

    public async Task SignOutAsync()
    {
        foreach (var lane in SignInMethod.All)
        {
            using var answer = await PostAsync($"{lane.Path}/sign-out", lane, _proof);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }
    }

    public Task<SignInMethodReading> AskAsync(SignInMethod lane) => AskAsync(lane, this[lane], _shell.Cookies.Header);

    /// <summary>Sends a credential from elsewhere: a client with no other cookie.</summary>
    public Task<SignInMethodReading> FromElsewhereAsync(SignInMethod lane, string? credential) => AskAsync(lane, credential, null);

    public void Dispose() => _shell.Dispose();

    public async Task<HttpResponseMessage> PostAsync(string path, SignInMethod? lane, string? proof)
    {
        using var client = _app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        AddCookies(request, lane, lane is null ? null : this[lane], _shell.Cookies.Header);
        if (proof is not null) request.Headers.Add("RequestVerificationToken", proof);
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
        {
            if (SignInMethod.All.SingleOrDefault(known => set.StartsWith(known.Cookie + "=", StringComparison.Ordinal)) is not { } its) continue;
            Assert.Matches(Attributes(), set);
            Assert.Contains($"path={its.Path};", set, StringComparison.OrdinalIgnoreCase);
            if (set[(its.Cookie.Length + 1)..set.IndexOf(';', StringComparison.Ordinal)] is { Length: > 0 } value) _cookies[its] = value;
            else _cookies.Remove(its);
        }

        return answer;
    }

    private async Task<SignInMethodReading> AskAsync(SignInMethod lane, string? credential, string? others)
    {
        using var client = _app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, lane.Path);
        AddCookies(request, lane, credential, others);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var reading = (await answer.Content.ReadFromJsonAsync<SignInMethodReading>(TestContext.Current.CancellationToken))!;
        Assert.Equal(reading.Status, (int)answer.StatusCode);
        return reading;
    }

    private static void AddCookies(HttpRequestMessage request, SignInMethod? lane, string? credential, string? others)
    {
        string?[] cookies = [others, credential is null ? null : $"{lane!.Cookie}={credential}"];
        if (cookies.Any(cookie => cookie is not null)) request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Where(cookie => cookie is not null)));
    }

    [GeneratedRegex("(?=.*; ?secure)(?=.*; ?httponly)(?=.*; ?samesite=strict)", RegexOptions.IgnoreCase)]
    private static partial Regex Attributes();
}
