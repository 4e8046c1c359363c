using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;

/// <summary>The token endpoint answers by RFC 6749 sections 5.1 and 5.2.</summary>
[Trait("needs", "server")]
public sealed class TokenEndpointsTests(AppFixture app)
{
    [Fact]
    public async Task A_script_gets_the_token_that_a_browser_gets_as_json()
    {
        using var answer = await PostAsync($"grant_type=password&username=mira&password={Uri.EscapeDataString(app.DemoPassword("mira"))}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("no-cache", answer.Headers.Pragma.ToString());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(SignInForms.Cancellation);
        Assert.Equal("Bearer", json.GetProperty("token_type").GetString());
        Assert.Equal(900, json.GetProperty("expires_in").GetInt32());
        Assert.Equal("orders.read orders.write", json.GetProperty("scope").GetString());
        var token = await AcceptedAsync(json);
        Assert.Equal("mira", token.Subject);
        Assert.Equal("manager", token.GetPayloadValue<string>("role"));
    }

    [Fact]
    public async Task A_script_gets_the_scopes_it_asked_for_and_no_more()
    {
        using var answer = await PostAsync(
            $"grant_type=password&username=alice&password={Uri.EscapeDataString(app.DemoPassword("alice"))}&scope=orders.read");

        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(SignInForms.Cancellation);
        Assert.Equal("orders.read", json.GetProperty("scope").GetString());
        Assert.Equal("orders.read", (await AcceptedAsync(json)).GetPayloadValue<string>("scope"));
    }

    [Theory]
    [InlineData("", "invalid_request")]
    [InlineData("username=alice&password=PASSWORD", "invalid_request")]
    [InlineData("grant_type=password&username=alice", "invalid_request")]
    [InlineData("grant_type=password&username=&password=PASSWORD", "invalid_request")]
    [InlineData("grant_type=password&username=alice&username=mira&password=PASSWORD", "invalid_request")]
    [InlineData("grant_type=password&username=alice&password=LONG", "invalid_request")]
    [InlineData("grant_type=client_credentials&username=alice&password=PASSWORD", "invalid_client")]
    [InlineData("grant_type=implicit&username=alice&password=PASSWORD", "unsupported_grant_type")]
    [InlineData("grant_type=Password&username=alice&password=PASSWORD", "unsupported_grant_type")]
    [InlineData("grant_type=password&username=alice&password=wrong", "invalid_grant")]
    [InlineData("grant_type=password&username=nobody&password=PASSWORD", "invalid_grant")]
    [InlineData("grant_type=password&username=lou&password=paper+clip", "invalid_grant")]
    [InlineData("grant_type=password&username=alice&password=PASSWORD&scope=orders.read+admin", "invalid_scope")]
    [InlineData("grant_type=password&username=alice&password=PASSWORD&scope=orders.read++orders.write", "invalid_scope")]
    [InlineData("grant_type=password&username=alice&password=PASSWORD&scope=ORDERS.READ", "invalid_scope")]
    public async Task A_request_that_is_wrong_gets_the_standard_error_and_a_sentence(string body, string error)
    {
        using var answer = await PostAsync(body
            .Replace("PASSWORD", Uri.EscapeDataString(app.DemoPassword("alice")), StringComparison.Ordinal)
            .Replace("LONG", new('x', 257), StringComparison.Ordinal));

        await AssertErrorAsync(answer, HttpStatusCode.BadRequest, error);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer()
    {
        using var wrong = await PostAsync("grant_type=password&username=alice&password=wrong");
        using var unknown = await PostAsync("grant_type=password&username=nobody&password=wrong");

        Assert.Equal(await wrong.TextAsync(), await unknown.TextAsync());
    }

    [Theory]
    [InlineData("application/json", "{\"grant_type\":\"password\"}")]
    [InlineData("text/plain", "grant_type=password")]
    [InlineData("multipart/form-data; boundary=x", "--x broken")]
    public async Task A_body_that_is_no_form_gets_an_error_that_says_what_to_send(string type, string body)
    {
        using var answer = await PostAsync(body, type);

        var json = await AssertErrorAsync(answer, HttpStatusCode.BadRequest, "invalid_request");
        Assert.Contains("application/x-www-form-urlencoded", json.GetProperty("error_description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_attempts_get_a_time_to_come_back()
    {
        await using var own = AppFixture.Start([("Accounts:AttemptsByAddress", "1")]);
        using var client = own.CreateClient();
        (await PostAsync("grant_type=password&username=alice&password=wrong", client: client)).Dispose();

        using var answer = await PostAsync($"grant_type=password&username=alice&password={Uri.EscapeDataString(own.DemoPassword("alice"))}",
            client: client);

        await AssertErrorAsync(answer, HttpStatusCode.TooManyRequests, "temporarily_unavailable");
        Assert.NotNull(answer.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task Wrong_passwords_of_one_script_lock_out_no_other_behind_the_same_address()
    {
        for (var attempt = 1; attempt <= 8; attempt++) (await PostAsync("grant_type=password&username=alice&password=wrong")).Dispose();

        using var answer = await PostAsync(
            $"grant_type=password&username=alice&password={Uri.EscapeDataString(app.DemoPassword("alice"))}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string type = "application/x-www-form-urlencoded",
        HttpClient? client = null)
    {
        using var owned = client is null ? app.CreateClient() : null;
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await (client ?? owned!).PostAsync(new Uri("/token", UriKind.Relative), content, SignInForms.Cancellation);
    }

    private async Task<ValidatedToken> AcceptedAsync(JsonElement json)
    {
        var verdict = await app.Services.GetRequiredService<TokenService>().ValidateAsync(json.GetProperty("access_token").GetString());
        Assert.True(verdict.Accepted, verdict.ToString());
        return verdict.Token!;
    }

    private static async Task<JsonElement> AssertErrorAsync(HttpResponseMessage answer, HttpStatusCode status, string error)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(SignInForms.Cancellation);
        Assert.Equal(error, json.GetProperty("error").GetString());
        Assert.EndsWith(".", json.GetProperty("error_description").GetString(), StringComparison.Ordinal);
        return json;
    }
}
