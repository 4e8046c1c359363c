using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.Components.Lessons.TokenOrSession;
using BlazorJwt.Labs.Refresh;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Lessons.TokenOrSession;

/// <summary>The family is the server's own, over real HTTP; the page says what the token endpoint answered.</summary>
[Trait("needs", "server")]
public sealed class RefreshTreeTests : PageTest
{
    public RefreshTreeTests(AppFixture app)
    {
        PutBehind(app);
        foreach (var type in (Type[])[typeof(RefreshTokens), typeof(RefreshLab)])
            Services.AddSingleton(type, app.Services.GetRequiredService(type));
    }

    [Fact]
    public async Task A_stolen_token_that_is_used_after_the_owner_ends_the_family_for_both()
    {
        var tree = await SignedInAsync();
        await tree.Button("Steal the current refresh token").ClickAsync();
        Assert.Contains("the server knows nothing of it", tree.Status(), StringComparison.Ordinal);
        await tree.Button("Owner refreshes").ClickAsync();
        await tree.Button("Owner refreshes").ClickAsync();
        Assert.StartsWith("200 The owner got the next pair.", tree.Status(), StringComparison.Ordinal);

        await tree.Button("Thief uses the stolen one").ClickAsync();

        Assert.StartsWith("400 invalid_grant. Token 1 was reused, so two parties hold this family", tree.Status(),
            StringComparison.Ordinal);
        Assert.Equal(["reused", "ended", "ended"], States(tree));
        await tree.Button("Owner refreshes").ClickAsync();
        Assert.StartsWith("400 invalid_grant.", tree.Status(), StringComparison.Ordinal);
        await tree.Button("Owner calls the API").ClickAsync();
        Assert.Equal("401 The owner’s access token was revoked with the family, before it expired.", tree.Status());
    }

    [Fact]
    public async Task A_thief_who_is_first_gets_in_and_is_found_out_by_the_owner()
    {
        var tree = await SignedInAsync();
        await tree.Button("Steal the current refresh token").ClickAsync();

        await tree.Button("Thief uses the stolen one").ClickAsync();
        Assert.StartsWith("200 The thief was first", tree.Status(), StringComparison.Ordinal);
        await tree.Button("Thief uses the stolen one").ClickAsync();
        await tree.Button("Owner refreshes").ClickAsync();

        Assert.StartsWith("400 invalid_grant. Token 1 was reused, so two parties hold this family", tree.Status(),
            StringComparison.Ordinal);
        Assert.Contains("thief, for token 1", tree.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thief_who_slips_in_through_the_window_ends_the_family_with_its_next_refresh_however_quick()
    {
        var tree = await SignedInAsync();
        await tree.Button("Steal the current refresh token").ClickAsync();
        await tree.Button("Owner refreshes").ClickAsync();
        await tree.Button("Thief uses the stolen one").ClickAsync();
        Assert.StartsWith("200 The thief sent a used token within the grace window", tree.Status(), StringComparison.Ordinal);

        await tree.Button("Owner refreshes").ClickAsync();
        await tree.Button("Thief uses the stolen one").ClickAsync();

        Assert.StartsWith("400 invalid_grant. Token 3 was used after it had been passed over", tree.Status(), StringComparison.Ordinal);
        Assert.Contains("used after it was passed over", States(tree));
    }

    [Fact]
    public async Task Two_tabs_at_once_get_two_tokens_of_one_generation_and_the_family_lives()
    {
        var tree = await SignedInAsync();

        await tree.Button("Two tabs refresh at once").ClickAsync();

        Assert.StartsWith("200 Both tabs got a pair", tree.Status(), StringComparison.Ordinal);
        Assert.Equal(["used up", "can be used", "can be used"], States(tree));
        Assert.Contains("Grace window of generation 1", tree.Markup, StringComparison.Ordinal);
        await tree.Button("Owner refreshes").ClickAsync();
        Assert.StartsWith("200", tree.Status(), StringComparison.Ordinal);
        Assert.Contains("passed over", States(tree));
    }

    [Fact]
    public async Task What_went_over_the_wire_is_kept_without_the_refresh_tokens_and_the_page_shows_none()
    {
        var tree = await SignedInAsync();
        await tree.Button("Owner refreshes").ClickAsync();

        var run = Services.GetRequiredService<RefreshLab>().Find(ClaimsPrincipalExtensions.SessionOf(VisitorId)!)!;
        var exchanges = Log.For(VisitorId);
        Assert.Equal(2, exchanges.Count);
        Assert.All(exchanges, exchange =>
        {
            Assert.StartsWith("POST /token", exchange.Request.StartLine, StringComparison.Ordinal);
            Assert.Contains("\"refresh_token\":\"••••••••\"", exchange.Response!.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("rt1.", exchange.Request.Body + exchange.Response.Body, StringComparison.Ordinal);
        });
        Assert.DoesNotContain(run.OwnerRefresh, tree.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(run.OwnerRefresh, $"{run} {run.Last}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_switched_off_lab_has_no_thief()
    {
        Settings["Labs:Enabled"] = "false";

        var tree = await SignedInAsync();

        Assert.False(tree.HasButton("Steal the current refresh token"));
        Assert.True(tree.HasButton("Owner refreshes"));
    }

    [Fact]
    public async Task The_family_stands_in_the_visitor_s_list_and_in_nobody_else_s()
    {
        await SignedInAsync();

        var refresh = Services.GetRequiredService<RefreshTokens>();
        Assert.Single(await refresh.OfAsync(ClaimsPrincipalExtensions.SessionOf(VisitorId)!));
        Assert.Empty(await refresh.OfAsync(ClaimsPrincipalExtensions.SessionOf("another")!));
    }

    private async Task<IRenderedComponent<RefreshTree>> SignedInAsync()
    {
        var token = await SignInAsync();
        var tree = Render<RefreshTree>(part => part.Add(tree => tree.Token, token));
        await tree.Button("Sign the script in").ClickAsync();
        Assert.Equal("200 The client signed in, and holds the first pair of tokens.", tree.Status());
        return tree;
    }

    private static string[] States(IRenderedComponent<RefreshTree> tree) => [.. tree.FindAll(".family .verdict").Select(Sight.Text)];
}
