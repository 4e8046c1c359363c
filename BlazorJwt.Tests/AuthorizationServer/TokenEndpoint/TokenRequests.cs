using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;

/// <summary>Requests to the token endpoints as a script sends them.</summary>
internal static class TokenRequests
{
    public static async Task<HttpResponseMessage> PostFormAsync(this RunningApp app, string path,
        params (string Name, string Value)[] fields)
    {
        using var client = app.CreateClient();
        return await client.PostFieldsAsync(path, fields);
    }

    public static async Task<HttpResponseMessage> PostFieldsAsync(this HttpClient client, string path,
        params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await client.PostAsync(new Uri(path, UriKind.Relative), form, SignInForms.Cancellation);
    }

    /// <summary>The tokens of a person, by the password grant.</summary>
    public static async Task<TokensOfAScript> TokensAsync(this RunningApp app, string name = "alice",
        params (string Name, string Value)[] more)
    {
        using var answer = await app.PostFormAsync("/token",
            [("grant_type", "password"), ("username", name), ("password", app.DemoPassword(name)), .. more]);
        return await answer.TokensAsync();
    }

    public static Task<HttpResponseMessage> RefreshAsync(this RunningApp app, string refreshToken,
        params (string Name, string Value)[] more) =>
        app.PostFormAsync("/token", [("grant_type", "refresh_token"), ("refresh_token", refreshToken), .. more]);

    /// <summary>What a token is worth, asked by the manager.</summary>
    public static async Task<HttpResponseMessage> IntrospectAsync(this RunningApp app, string token)
    {
        var manager = await app.TokensAsync("mira");
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", manager.Access);
        return await client.PostFieldsAsync("/introspect", ("token", token));
    }

    public static async Task<TokensOfAScript> TokensAsync(this HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(SignInForms.Cancellation);
        return new(json.GetProperty("access_token").GetString()!, json.GetProperty("refresh_token").GetString()!, json);
    }

    public static async Task<JsonElement> AssertErrorAsync(this HttpResponseMessage answer, string error,
        HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(SignInForms.Cancellation);
        Assert.Equal(error, json.GetProperty("error").GetString());
        Assert.EndsWith(".", json.GetProperty("error_description").GetString(), StringComparison.Ordinal);
        return json;
    }

    public static async Task<TokenVerdict> CheckAsync(this RunningApp app, string? token) =>
        await app.Services.GetRequiredService<TokenService>().ValidateAsync(token);

    public static async Task<bool> IsGoodAsync(this RunningApp app, string? token) => (await app.CheckAsync(token)).Accepted;
}

/// <summary>What the token endpoint answered.</summary>
internal sealed record TokensOfAScript(string Access, string Refresh, JsonElement Json);
