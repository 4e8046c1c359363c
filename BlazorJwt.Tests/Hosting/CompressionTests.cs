using System.Net;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Hosting;

[Trait("needs", "server")]
public sealed class CompressionTests(AppFixture app)
{
    [Theory]
    [InlineData("/", "gzip, deflate, br, zstd", "br")]
    [InlineData("/", "gzip", "gzip")]
    [InlineData("/", "identity", null)]
    [InlineData("/app.css", "br", "br")]
    [InlineData("/_framework/blazor.web.js", "br", "br")]
    public async Task Pages_scripts_and_style_sheets_come_compressed_to_who_can_read_that(string path, string accepted, string? encoding)
    {
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync(path, ("Accept-Encoding", accepted));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(encoding is null ? [] : [encoding], answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task An_answer_that_holds_a_token_for_a_script_is_not_compressed()
    {
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        using var body = new FormUrlEncodedContent(
            [new("grant_type", "password"), new("username", "alice"), new("password", app.DemoPassword("alice"))]);

        using var answer = await client.PostAsync(new Uri("/token", UriKind.Relative), body, SignInForms.Cancellation);

        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }
}
