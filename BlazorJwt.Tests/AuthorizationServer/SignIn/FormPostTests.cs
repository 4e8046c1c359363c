using System.Net;
using System.Text;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.AuthorizationServer.SignIn;

/// <summary>Only a form that this app gave to this visitor signs in or out, and only by POST.</summary>
[Trait("needs", "server")]
public sealed class FormPostTests(AppFixture app)
{
    [Fact]
    public async Task A_form_without_antiforgery_token_signs_nobody_in_and_the_same_form_with_it_does()
    {
        using var visitor = app.OpenSession();
        var antiforgery = await visitor.AntiforgeryFieldAsync("/sign-in", "/account/sign-in", SignInForms.Cancellation);

        using var without = await PostAsync(visitor, Fields());
        Assert.Equal("/sign-in?problem=form-expired", without.Headers.Location!.OriginalString);
        Assert.Null(visitor.Token);

        using var with = await PostAsync(visitor, [.. Fields(), antiforgery]);
        Assert.NotNull(visitor.Token);
    }

    [Fact]
    public async Task Another_visitors_antiforgery_token_signs_nobody_in()
    {
        using var other = app.OpenSession();
        var antiforgery = await other.AntiforgeryFieldAsync("/sign-in", "/account/sign-in", SignInForms.Cancellation);
        using var visitor = app.OpenSession();
        using var page = await visitor.GetAsync("/sign-in");

        using var answer = await PostAsync(visitor, [.. Fields(), antiforgery]);

        Assert.Equal("/sign-in?problem=form-expired", answer.Headers.Location!.OriginalString);
        Assert.Null(visitor.Token);
    }

    [Fact]
    public async Task A_form_opened_before_signing_in_elsewhere_leads_back_with_a_sentence()
    {
        using var visitor = app.OpenSession();
        var opened = await visitor.AntiforgeryFieldAsync("/sign-in", "/account/sign-in", SignInForms.Cancellation);
        await visitor.SignInAsync("alice", app.DemoPassword("alice"), SignInForms.Cancellation);

        using var answer = await PostAsync(visitor, [.. Fields(), ("returnUrl", "/call-the-api"), opened]);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/sign-in?problem=form-expired&returnUrl=%2Fcall-the-api", answer.Headers.Location!.OriginalString);
        using var page = await visitor.GetAsync(answer.Headers.Location.OriginalString);
        Assert.Contains("The form was out of date", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_rendered_before_the_token_ended_signs_the_visitor_in_the_first_time()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);
        var rendered = await visitor.AntiforgeryFieldAsync("/sign-in", "/account/sign-in", SignInForms.Cancellation);
        using var page = await visitor.GetAsync("/sign-in");
        Assert.Contains("name=\"renderedFor\" value=\"alice\"", await page.TextAsync(), StringComparison.Ordinal);
        visitor.Cookies["__Host-BlazorJwt"] = null;

        foreach (var somebody in (string[])["mira", "", "Alice"])
        {
            using var refused = await PostAsync(visitor, [.. Fields(), rendered, ("renderedFor", somebody)]);
            Assert.Equal("/sign-in?problem=form-expired", refused.Headers.Location!.OriginalString);
        }

        using var answer = await PostAsync(visitor, [.. Fields(), rendered, ("renderedFor", "alice")]);
        Assert.NotNull(visitor.Token);
    }

    [Fact]
    public async Task A_form_rendered_for_another_person_is_refused_while_somebody_is_signed_in()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);
        var rendered = await visitor.AntiforgeryFieldAsync("/sign-in", "/account/sign-in", SignInForms.Cancellation);
        await visitor.SignInAsync("mira", app.DemoPassword("mira"), SignInForms.Cancellation);

        using var answer = await PostAsync(visitor, [.. Fields(), rendered, ("renderedFor", "alice")]);

        Assert.Equal("/sign-in?problem=form-expired", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("application/json", "{\"name\":\"alice\"}")]
    [InlineData("text/plain", "name=alice")]
    [InlineData("multipart/form-data; boundary=x", "--x broken")]
    public async Task A_body_that_is_no_form_leads_back_with_a_sentence(string type, string body)
    {
        using var visitor = app.OpenSession();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await visitor.Client.PostAsync(new Uri("/account/sign-in", UriKind.Relative), content, SignInForms.Cancellation);

        Assert.Equal("/sign-in?problem=form-expired", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/account/sign-out")]
    [InlineData("/account/sessions/end")]
    [InlineData("/labs/sessions/sign-in")]
    [InlineData("/sign-in")]
    [InlineData("/")]
    public async Task A_form_in_a_charset_that_is_not_decoded_gets_a_page_that_says_so(string path)
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);

        using var answer = await PostAsync(visitor, path, "application/x-www-form-urlencoded; charset=utf-7", "name=alice");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains("Send it in UTF-8.", await answer.TextAsync(), StringComparison.Ordinal);
        Assert.True(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task A_refresh_in_a_charset_that_is_not_decoded_is_refused_in_the_words_of_programs()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);

        using var answer = await PostAsync(visitor, "/account/refresh", "application/x-www-form-urlencoded; charset=utf-7", "name=alice");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("\"error\":\"invalid_request\"", await answer.TextAsync(), StringComparison.Ordinal);
        Assert.True(await visitor.IsSignedInAsync());
    }

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/account/sign-out")]
    [InlineData("/account/refresh")]
    [InlineData("/account/sessions/end")]
    [InlineData("/labs/sessions/sign-in")]
    [InlineData("/sign-in")]
    [InlineData("/")]
    [InlineData("/token")]
    [InlineData("/revoke")]
    public async Task A_form_of_which_a_part_can_not_be_decoded_or_that_breaks_off_is_no_error_of_the_server(string path)
    {
        using var visitor = app.OpenSession();
        const string part = "--x\r\nContent-Disposition: form-data; name=\"name\"\r\nContent-Type: text/plain; " +
            "charset=utf-7\r\n\r\nalice\r\n--x--\r\n";

        foreach (var body in (string[])[part, "--x broken", "name=alice",
            "--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nalice"])
        {
            using var answer = await PostAsync(visitor, path, "multipart/form-data; boundary=x", body);
            Assert.InRange((int)answer.StatusCode, 300, 499);
        }
    }

    [Theory]
    [InlineData("/token")]
    [InlineData("/revoke")]
    [InlineData("/introspect")]
    public async Task An_endpoint_of_programs_says_in_their_words_that_it_takes_utf_8(string path)
    {
        using var client = app.CreateClient();
        var manager = await app.TokensAsync("mira");
        using var request = new HttpRequestMessage(HttpMethod.Post,
            path)
        { Content = Body("application/x-www-form-urlencoded; charset=utf-7", "token=x&grant_type=password") };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {manager.Access}");

        using var answer = await client.SendAsync(request, SignInForms.Cancellation);

        var error = await answer.AssertErrorAsync("invalid_request");
        Assert.Contains("UTF-8", error.GetProperty("error_description").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/account/sign-out")]
    [InlineData("/token")]
    public async Task A_get_changes_nothing(string path)
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);

        using var answer = await visitor.GetAsync($"{path}?name=alice&password={app.DemoPassword("alice")}");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
        Assert.Null(answer.SetCookie("__Host-BlazorJwt"));
        Assert.True(await visitor.IsSignedInAsync());
    }

    private static async Task<HttpResponseMessage> PostAsync(VisitorSession visitor, string path, string type, string body)
    {
        using var content = Body(type, body);
        return await visitor.Client.PostAsync(new Uri(path, UriKind.Relative), content, SignInForms.Cancellation);
    }

    private static ByteArrayContent Body(string type, string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private (string Name, string Value)[] Fields() => [("name", "alice"), ("password", app.DemoPassword("alice"))];

    private static async Task<HttpResponseMessage> PostAsync(VisitorSession visitor, (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await visitor.Client.PostAsync(new Uri("/account/sign-in", UriKind.Relative), form, SignInForms.Cancellation);
    }
}
