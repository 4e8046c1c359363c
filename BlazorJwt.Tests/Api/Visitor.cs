using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Api;

/// <summary>A visitor of the room: a browser's random id, and the tokens that were issued to it. Each test makes its own, so none sees
/// another's orders.</summary>
internal sealed class Visitor(RunningApp app)
{
    /// <summary>The id that this browser's cookie carries.</summary>
    public string Id { get; } = VisitorCookie.NewId();

    /// <summary>The value of that cookie.</summary>
    public string Cookie => field ??= app.VisitorCookieFor(Id);

    /// <summary>A token for a person who sits at this browser.</summary>
    public string Token(string subject = "alice", string scopes = "orders.read orders.write", string? role = null,
        string algorithm = "ES256") =>
        app.Services.GetRequiredService<TokenService>().Issue(new()
        {
            Subject = subject,
            ClientId = "blazorjwt-tests",
            Roles = role is null ? [] : [role],
            Scopes = scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            SessionId = ClaimsPrincipalExtensions.SessionOf(Id),
            Algorithm = algorithm,
        }).Text;

    /// <summary>Sends a request with the token in the Authorization header, as a script does.</summary>
    public Task<HttpResponseMessage> WithHeader(HttpMethod method, string path, string? token, object? body = null) =>
        Send(method, path, body, request =>
    {
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    });

    /// <summary>Sends a request with this visitor's cookies, as a browser does.</summary>
    public Task<HttpResponseMessage> WithCookie(HttpMethod method, string path, string? token, object? body = null,
        params (string Name, string Value)[] headers) => Send(method, path, body, request =>
    {
        var cookies = $"{VisitorCookie.Name}={Cookie}" + (token is null ? "" : $"; {TokenCookie.Name}={token}");
        request.Headers.Add("Cookie", cookies);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
    });

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body, Action<HttpRequestMessage> prepare)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(method, path);
        request.Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body));
        prepare(request);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

/// <summary>Tokens for tests that need one which no visitor would get.</summary>
internal static class TestTokens
{
    /// <summary>Issues a token for Alice, changed as the test says.</summary>
    public static string Issue(this RunningApp app, Func<TokenRequest, TokenRequest> change) =>
        app.Services.GetRequiredService<TokenService>().Issue(change(new()
        {
            Subject = "alice",
            ClientId = "blazorjwt-tests",
            Scopes = ["orders.read", "orders.write"],
            SessionId = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16)),
        })).Text;
}
