using System.Net;
using BlazorJwt.Labs.Sessions;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using Microsoft.Extensions.DependencyInjection;
using static BlazorJwt.Labs.Sessions.SignInMethod;

namespace BlazorJwt.Tests.Labs.Sessions;

/// <summary>
/// A credential that is not valid for a sign-in method gets a clear answer, and one that is valid there is valid nowhere else.
/// </summary>
[Trait("needs", "server")]
public sealed class SignInRefusalTests(AppFixture app)
{
    private static readonly string?[] Invalid =
        [null, "a", "AAAAAAAAAAAAAAAAAAAAAA", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "%00%ff", "\"quoted\"", new('x', 4097)];

    public static TheoryData<string, string?> Broken => new(from method in All from text in Invalid select (method.Slug, text));

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_credential_that_nobody_was_given_is_refused_with_a_sentence(string method, string? text)
    {
        using var visitor = await SignInVisitor.OpenAsync(app);

        var reading = await visitor.FromElsewhereAsync(Find(method)!, text);

        Assert.Equal((401, null), (reading.Status, reading.Role));
        Assert.EndsWith(".", reading.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_credential_of_one_method_opens_no_other()
    {
        using var visitor = await SignInVisitor.SignInAsync(app);

        foreach (var (from, to) in from one in All from other in All where one != other select (one, other))
            Assert.Equal(401, (await visitor.FromElsewhereAsync(to, visitor[from])).Status);
    }

    [Fact]
    public async Task A_token_of_the_lab_is_refused_by_the_api_and_a_token_of_the_app_by_the_lab()
    {
        using var visitor = await SignInVisitor.SignInAsync(app);
        using var signedIn = await app.SignInAsync("alice", TestContext.Current.CancellationToken);
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync("/api/orders", ("Authorization", $"Bearer {visitor[Token]}"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(401, (await visitor.FromElsewhereAsync(Token, signedIn.Token)).Status);
    }

    [Fact]
    public async Task A_token_that_names_another_visitor_s_lab_is_not_believed()
    {
        using var mine = await SignInVisitor.SignInAsync(app);
        using var other = await SignInVisitor.SignInAsync(app);
        var tokens = app.Services.GetRequiredService<TokenService>();
        var decoded = tokens.Decode(mine[Token]);
        var (header, payload) = (decoded.Header!.Value.GetRawText(), decoded.Payload!.Value.GetRawText());

        var forged = tokens.Sign(header, payload.Replace(mine.Lab.Issuer, other.Lab.Issuer, StringComparison.Ordinal), mine.Lab.Key);

        Assert.Equal(401, (await mine.FromElsewhereAsync(Token, forged)).Status);
        Assert.Equal(200, (await mine.FromElsewhereAsync(Token, tokens.Sign(header, payload, mine.Lab.Key))).Status);
    }

    [Fact]
    public async Task Without_the_page_s_own_proof_nobody_is_signed_in_or_out()
    {
        using var visitor = await SignInVisitor.OpenAsync(app);
        using var refused = await visitor.SignInAsync("forged");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Null(visitor[Token]);

        using var signedIn = await SignInVisitor.SignInAsync(app);
        using var kept = await signedIn.PostAsync($"{Session.Path}/sign-out", Session, null);

        Assert.Equal(HttpStatusCode.BadRequest, kept.StatusCode);
        Assert.Equal(200, (await signedIn.AskAsync(Session)).Status);
    }

    [Theory]
    [InlineData("/labs/sessions/sign-in", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/labs/sessions/token/sign-out", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/labs/sessions/nothing", HttpStatusCode.NotFound)]
    public async Task A_get_changes_nothing_and_there_are_three_methods(string path, HttpStatusCode status)
    {
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync(path);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task No_credential_of_a_method_is_in_the_log()
    {
        using var visitor = await SignInVisitor.SignInAsync(app);
        var thief = app.Services.GetRequiredService<SignInMethodThief>();
        foreach (var method in All) await visitor.AskAsync(method);
        await thief.ReplayAsync(visitor.Lab, Token, visitor.VisitorId, TestContext.Current.CancellationToken);

        Assert.All(All, method => Assert.DoesNotContain(visitor[method]!, app.LogText, StringComparison.Ordinal));
        Assert.DoesNotContain(visitor[Token]!.Split('.')[2], $"{visitor.Lab}", StringComparison.Ordinal);
    }
}
