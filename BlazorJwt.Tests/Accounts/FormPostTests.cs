using System.Net;
using System.Text;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Accounts;

/// <summary>Only a form that this app gave to this visitor signs in or out, and only by POST.</summary>
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

    private (string Name, string Value)[] Fields() => [("name", "alice"), ("password", app.DemoPassword("alice"))];

    private static async Task<HttpResponseMessage> PostAsync(VisitorSession visitor, (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await visitor.Client.PostAsync(new Uri("/account/sign-in", UriKind.Relative), form, SignInForms.Cancellation);
    }
}
