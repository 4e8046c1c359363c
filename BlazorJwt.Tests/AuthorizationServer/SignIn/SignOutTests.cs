using System.Net;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.AuthorizationServer.SignIn;

[Trait("needs", "server")]
public sealed class SignOutTests(AppFixture app)
{
    [Fact]
    public async Task Signing_out_takes_the_token_back_clears_the_cookie_and_empties_the_storage()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);
        var token = visitor.Token;
        Assert.True(await visitor.IsSignedInAsync());

        using var answer = await visitor.SignOutAsync(SignInForms.Cancellation);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/sign-in?notice=signed-out", answer.Headers.Location!.OriginalString);
        Assert.Equal(["\"storage\""], answer.Headers.GetValues("Clear-Site-Data"));
        Assert.Null(visitor.Token);
        Assert.False(await visitor.IsSignedInAsync());
        var verdict = await app.Services.GetRequiredService<TokenService>().ValidateAsync(token);
        Assert.Equal(TokenCheckKind.Revocation, verdict.Refusal!.Kind);
    }

    [Fact]
    public async Task A_copy_of_the_token_is_of_no_use_after_signing_out()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);
        var token = visitor.Token!;
        using var client = app.CreateClient();
        using (var before = await client.SendGetAsync("/api/orders", ("Authorization", $"Bearer {token}")))
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        using var answer = await visitor.SignOutAsync(SignInForms.Cancellation);

        using var after = await client.SendGetAsync("/api/orders", ("Authorization", $"Bearer {token}"));
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task Signing_out_takes_the_cookies_of_the_copies_along_and_the_token_the_server_keeps()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);
        var server = app.Services.GetRequiredService<ServerTokens>();
        var session = app.SessionOf(visitor);
        server.Put(session, "kept");
        foreach (var name in (string[])["BlazorJwt-Copy-Readable", "BlazorJwt-Copy-None", "BlazorJwt-Copy-Lax", "BlazorJwt-Copy-Strict",
            "BlazorJwt-Copy-Yours", "__Host-BlazorJwt-Copy-Yours"]) visitor.Cookies[name] = "copy";

        using var answer = await visitor.SignOutAsync(SignInForms.Cancellation);

        Assert.DoesNotContain(visitor.Cookies.Names, name => name.Contains("Copy", StringComparison.Ordinal));
        Assert.Null(server.Find(session));
    }

    [Fact]
    public async Task Signing_out_takes_the_cookies_of_the_labs_along_each_on_its_path()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);

        using var answer = await visitor.SignOutAsync(SignInForms.Cancellation);

        var ended = answer.Headers.GetValues("Set-Cookie")
            .Where(line => line.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal)).Select(line => line.Split("; ")).ToArray();
        Assert.All(
            (string[])["BlazorJwt-Lab-None /labs", "BlazorJwt-Lab-Lax /labs", "BlazorJwt-Lab-Strict /labs", "BlazorJwt-Lab-Readable /labs",
                "BlazorJwt-Copy-SignIn /labs/sessions/token", "BlazorJwt-Lab-Session /labs/sessions/session",
                "BlazorJwt-Lab-Id /labs/sessions/id"],
            expected => Assert.Contains(ended, parts => $"{parts[0].TrimEnd('=')} {Path(parts)}" == expected));

        static string Path(string[] parts) => parts.Single(part => part.StartsWith("path=", StringComparison.Ordinal))[5..];
        // Chromium lets go of a Secure cookie only when told by one that is Secure too.
        Assert.All(ended, parts => Assert.Contains(parts, part => part.Equals("secure", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Signing_out_ends_the_sessions_of_the_lab_on_the_server()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);
        var proof = (await visitor.AntiforgeryFieldAsync("/", "/account/sign-out", SignInForms.Cancellation)).Value;
        using var signIn = new HttpRequestMessage(HttpMethod.Post, "/labs/sessions/sign-in");
        signIn.Headers.Add("RequestVerificationToken", proof);
        using (var answer = await visitor.Client.SendAsync(signIn, SignInForms.Cancellation))
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var id = visitor.Cookies["BlazorJwt-Lab-Id"]!;
        using (var before = await AskAsync()) Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        (await visitor.SignOutAsync(SignInForms.Cancellation)).Dispose();

        using var after = await AskAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);

        async Task<HttpResponseMessage> AskAsync()
        {
            using var client = app.CreateClient();
            return await client.SendGetAsync("/labs/sessions/id", ("Cookie", $"BlazorJwt-Lab-Id={id}"));
        }
    }

    [Fact]
    public async Task A_post_without_antiforgery_token_signs_nobody_out()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);
        using var empty = new FormUrlEncodedContent([]);

        using var answer = await visitor.Client.PostAsync(new Uri("/account/sign-out", UriKind.Relative), empty, SignInForms.Cancellation);

        Assert.Equal("/sign-in?problem=form-expired", answer.Headers.Location!.OriginalString);
        Assert.False(answer.Headers.Contains("Clear-Site-Data"));
        Assert.True(await visitor.IsSignedInAsync());
    }

    [Theory]
    [InlineData("/keep-it-safe/steal-it", "/sign-in?notice=signed-out&returnUrl=%2Fkeep-it-safe%2Fsteal-it")]
    [InlineData("https://evil.example/", "/sign-in?notice=signed-out")]
    public async Task Signing_in_again_leads_back_to_the_page_that_was_left_and_nowhere_else(string left, string then)
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);
        var field = await visitor.AntiforgeryFieldAsync("/", "/account/sign-out", SignInForms.Cancellation);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create(field.Name, field.Value), KeyValuePair.Create("returnUrl", left)]);

        using var answer = await visitor.Client.PostAsync(new Uri("/account/sign-out", UriKind.Relative), form, SignInForms.Cancellation);

        Assert.Equal(then, answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Who_has_signed_out_in_another_tab_is_not_told_of_an_old_form()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);
        var field = await visitor.AntiforgeryFieldAsync("/", "/account/sign-out", SignInForms.Cancellation);
        using var otherTab = await visitor.SignOutAsync(SignInForms.Cancellation);

        using var form = new FormUrlEncodedContent([KeyValuePair.Create(field.Name, field.Value)]);
        using var answer = await visitor.Client.PostAsync(new Uri("/account/sign-out", UriKind.Relative), form, SignInForms.Cancellation);

        Assert.Equal("/sign-in?notice=signed-out", answer.Headers.Location!.OriginalString);
    }
}
