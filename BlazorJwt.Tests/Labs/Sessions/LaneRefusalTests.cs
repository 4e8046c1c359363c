using System.Net;
using BlazorJwt.Labs.Sessions;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using Microsoft.Extensions.DependencyInjection;
using static BlazorJwt.Labs.Sessions.SignInMethod;

namespace BlazorJwt.Tests.Labs.Sessions;

/// <summary>What is no good in a lane gets a clear answer, and what is good there is good nowhere else.</summary>
public sealed class LaneRefusalTests(AppFixture app)
{
    public static TheoryData<string, string?> Broken => new(
        from lane in All
        from text in (string?[])[null, "a", "AAAAAAAAAAAAAAAAAAAAAA", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "%00%ff", "\"quoted\"", new('x', 4097)]
        select (lane.Slug, text));

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_credential_that_nobody_was_given_is_refused_with_a_sentence(string lane, string? text)
    {
        using var visitor = await LaneVisitor.OpenAsync(app);

        var reading = await visitor.FromElsewhereAsync(Find(lane)!, text);

        Assert.Equal((401, null), (reading.Status, reading.Role));
        Assert.EndsWith(".", reading.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_credential_of_one_lane_opens_no_other()
    {
        using var visitor = await LaneVisitor.SignInAsync(app);

        foreach (var (from, to) in from one in All from other in All where one != other select (one, other))
            Assert.Equal(401, (await visitor.FromElsewhereAsync(to, visitor[from])).Status);
    }

    [Fact]
    public async Task A_token_of_the_lane_is_refused_by_the_api_and_a_token_of_the_app_by_the_lane()
    {
        using var visitor = await LaneVisitor.SignInAsync(app);
        using var signedIn = await app.SignInAsync("alice", TestContext.Current.CancellationToken);
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync("/api/orders", ("Authorization", $"Bearer {visitor[Token]}"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(401, (await visitor.FromElsewhereAsync(Token, signedIn.Token)).Status);
    }

    [Fact]
    public async Task A_token_that_names_another_visitor_s_lab_is_not_believed()
    {
        using var mine = await LaneVisitor.SignInAsync(app);
        using var other = await LaneVisitor.SignInAsync(app);
        var tokens = app.Services.GetRequiredService<TokenService>();
        var (header, payload) = (tokens.Decode(mine[Token]).Header!.Value.GetRawText(), tokens.Decode(mine[Token]).Payload!.Value.GetRawText());

        var forged = tokens.Sign(header, payload.Replace(mine.Lab.Issuer, other.Lab.Issuer, StringComparison.Ordinal), mine.Lab.Key);

        Assert.Equal(401, (await mine.FromElsewhereAsync(Token, forged)).Status);
        Assert.Equal(200, (await mine.FromElsewhereAsync(Token, tokens.Sign(header, payload, mine.Lab.Key))).Status);
    }

    [Fact]
    public async Task Without_the_page_s_own_proof_nobody_is_signed_in_or_out()
    {
        using var visitor = await LaneVisitor.OpenAsync(app);
        using var refused = await visitor.SignInAsync("forged");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Null(visitor[Token]);

        using var signedIn = await LaneVisitor.SignInAsync(app);
        using var kept = await signedIn.PostAsync($"{Session.Path}/sign-out", Session, null);

        Assert.Equal(HttpStatusCode.BadRequest, kept.StatusCode);
        Assert.Equal(200, (await signedIn.AskAsync(Session)).Status);
    }

    [Theory]
    [InlineData("/labs/sessions/sign-in", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/labs/sessions/token/sign-out", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/labs/sessions/nothing", HttpStatusCode.NotFound)]
    public async Task A_get_changes_nothing_and_there_are_three_lanes(string path, HttpStatusCode status)
    {
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync(path);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task No_credential_of_a_lane_comes_into_the_log()
    {
        using var visitor = await LaneVisitor.SignInAsync(app);
        var thief = app.Services.GetRequiredService<SignInMethodThief>();
        foreach (var lane in All) await visitor.AskAsync(lane);
        await thief.ReplayAsync(visitor.Lab, Token, visitor.VisitorId, TestContext.Current.CancellationToken);

        Assert.All(All, lane => Assert.DoesNotContain(visitor[lane]!, app.LogText, StringComparison.Ordinal));
        Assert.DoesNotContain(visitor[Token]!.Split('.')[2], $"{visitor.Lab}", StringComparison.Ordinal);
    }
}
