using System.Text.RegularExpressions;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Labs;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tests.Browser.Pages;
using BlazorJwt.Tests.Support;
using Microsoft.Playwright;
using static BlazorJwt.Labs.LabExperiments;

namespace BlazorJwt.Tests.Browser;

/// <summary>Every cell of the table, as a real browser fills it, under both loopback names. The columns that need no other start are in
/// KeepSafeKeyboardTests.</summary>
public sealed class StorageTableTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    private static readonly string[] Names = ["localhost", "127.0.0.1"];
    private static readonly string[] HttpOnly = [PlaceNames.HttpOnlyNone, PlaceNames.HttpOnlyLax, PlaceNames.HttpOnlyStrict];
    private static readonly string[] Cookies = [PlaceNames.ReadableCookie, .. HttpOnly];

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task A_hostile_script_steals_what_scripts_can_reach_and_nothing_else(string name)
    {
        var (session, keep) = await OpenLessonAsync(name);

        await keep.AttackAsync();

        var stolen = await keep.ColumnAsync(Hostile);
        foreach (var place in (string[])[PlaceNames.LocalStorage, PlaceNames.SessionStorage, PlaceNames.ReadableCookie])
            Assert.Matches("^stolen in (under )?\\d+\\.\\d ms$", stolen[place]);
        Assert.Equal("overheard when used", stolen[PlaceNames.ScriptMemory]);
        Assert.Equal("ciphertext copied", stolen[PlaceNames.ProtectedStorage]);
        Assert.All([.. HttpOnly, PlaceNames.ServerMemory], place => Assert.Equal("not found", stolen[place]));
        await AssertColumnAsync(keep, Thief, place => place switch
        {
            PlaceNames.ProtectedStorage => "opened by the app, orders read, 200",
            PlaceNames.ServerMemory => "nothing to use",
            _ when HttpOnly.Contains(place) => "nothing to use",
            _ => "orders read, 200",
        });
        await Assertions.Expect(keep.ThiefsBox).ToContainTextAsync("The page’s own text: no token in it");
        await Assertions.Expect(keep.Conclusion.First).ToContainTextAsync("carried off 5 of 9 copies");
        session.AssertNoTrouble();
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Cookies_go_by_themselves_and_nothing_else_does_as_the_browser_s_own_tools_show(string name)
    {
        var (session, keep) = await OpenLessonAsync(name);
        var requests = new List<IRequest>();
        session.Page.RequestFinished += (_, request) => requests.Add(request);

        await keep.SendPlainAsync();

        await AssertColumnAsync(keep, SentByItself, place => Cookies.Contains(place) ? "yes" : "no");
        var kept = (await session.Context.CookiesAsync()).Where(
            cookie => cookie.Name.StartsWith(TokenCookie.CopyMark, StringComparison.Ordinal)).ToArray();
        Assert.Equal(["Lax", "None", "Readable", "Strict"],
            kept.Select(cookie => cookie.Name[TokenCookie.CopyMark.Length..]).Order(StringComparer.Ordinal));
        Assert.All(kept, cookie => Assert.Equal(!cookie.Name.EndsWith("Readable", StringComparison.Ordinal), cookie.HttpOnly));
        var sent = await requests.Last(request => request.ResourceType is "fetch").HeaderValueAsync("Cookie");
        Assert.All(kept, cookie => Assert.Contains($"{cookie.Name}={cookie.Value}", sent, StringComparison.Ordinal));
        Assert.DoesNotContain(await session.Page.EvaluateAsync<string>("localStorage['blazorjwt-copy']"), sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Signing_out_empties_every_place(string name)
    {
        var (session, keep) = await OpenLessonAsync(name);
        await keep.PutAsync();

        await keep.ClickAsync("Sign out and look");
        await Assertions.Expect(session.Page.GetByText("Your token is revoked")).ToBeVisibleAsync();
        await session.GoAsync("/keep-it-safe/bench");
        await Assertions.Expect(session.Page.GetByText("Nothing is left, in any of the places")).ToBeVisibleAsync();
        await session.SignInAsync("alice");
        await session.GoAsync("/keep-it-safe/bench");

        await AssertColumnAsync(keep, SignOut, _ => "empty");
        session.AssertNoTrouble();
    }

    [Fact]
    public async Task The_looks_after_signing_out_find_what_was_left()
    {
        var (session, keep) = await OpenLessonAsync();
        await keep.PutAsync();
        // The browser ignores the header that empties its storage.
        await session.Page.RouteAsync("**/account/sign-out", async route =>
        {
            var answer = await route.FetchAsync(new() { MaxRedirects = 0 });
            await route.FulfillAsync(new()
            {
                Response = answer,
                Headers = answer.Headers.Where(header => header.Key != "clear-site-data").ToDictionary()
            });
        });

        await keep.ClickAsync("Sign out and look");
        await Assertions.Expect(session.Page.GetByText("Your token is revoked")).ToBeVisibleAsync();
        await session.GoAsync("/keep-it-safe/bench");

        await Assertions.Expect(session.Page.GetByText("Something is left")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Closing_the_browser_ends_what_belongs_to_a_tab()
    {
        var profile = Directory.CreateTempSubdirectory("profile-").FullName;
        try
        {
            await using (var first = await PersistentAsync(profile))
            {
                foreach (var name in Names)
                {
                    var before = new PageSession(first, await first.NewPageAsync(), App);
                    await before.SignInAsync("alice", at: At(name));
                    await before.GoAsync(At(name) + "keep-it-safe/bench");
                    await new KeepSafeSteps(before.Page).RunAsync("Get ready to close the browser", "Now close every window");
                }

                await first.CloseAsync();
            }

            await using var second = await PersistentAsync(profile);
            foreach (var name in Names)
            {
                var after = new PageSession(second, await second.NewPageAsync(), App);
                await after.GoAsync(At(name) + "keep-it-safe/bench");

                var keep = new KeepSafeSteps(after.Page);
                await Assertions.Expect(keep.Status).ToContainTextAsync("Browser closed: this page has looked");
                await AssertColumnAsync(keep, CloseBrowser,
                    place => place is PlaceNames.ScriptMemory or PlaceNames.SessionStorage ? "gone" : "kept");
            }

            await second.CloseAsync();
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Each_attribute_of_a_cookie_changes_its_own_cells(string name)
    {
        var (session, keep) = await OpenLessonAsync(name);
        var bench = session.Page.GetByRole(AriaRole.Region, new() { Name = "Cookie attributes" });
        var header = bench.Locator("code.value");
        async Task SetAsync(string said)
        {
            // The page says the same of each cookie that it set. The header tells it from the one before.
            var before = await header.CountAsync() > 0 ? await header.TextContentAsync() : "none";
            await keep.ClickAsync("Set it and run the attacks");
            await Assertions.Expect(header).ToHaveTextAsync(new Regex($"^(?!{Regex.Escape(before!)}$)."));
            await Assertions.Expect(keep.Status).ToContainTextAsync(said);
            await Assertions.Expect(keep.Button("Clean up")).ToBeEnabledAsync();
        }

        async Task TakeToTheEvilSiteAsync(string expected)
        {
            var tab = await session.Context.RunAndWaitForPageAsync(() => bench.GetByRole(AriaRole.Link).ClickAsync());
            await tab.GetByRole(AriaRole.Link, new() { Name = "Go to the evil site" }).ClickAsync();
            await tab.GetByRole(AriaRole.Button, new() { Name = "Order at the unguarded endpoint" }).ClickAsync();
            await Assertions.Expect(keep.Cell(PlaceNames.ChosenCookie, EvilSite)).ToHaveTextAsync(expected);
            await tab.CloseAsync();
        }

        const string set = "The cookie is set, and the attacks have run";
        const string refused = "The browser did not keep this cookie";
        await SetAsync(set);
        await AssertChosenAsync(keep, "not found", "nothing to use", "orders read, 200", "yes");
        await TakeToTheEvilSiteAsync("not sent");
        await bench.GetByLabel("SameSite").SelectOptionAsync("None");
        await SetAsync(set);
        await TakeToTheEvilSiteAsync("sent: order taken" + "changed, was: not sent");
        await bench.GetByLabel("SameSite").SelectOptionAsync("Strict");
        await SetAsync(set);
        await TakeToTheEvilSiteAsync("not sent" + "changed, was: sent: order taken");
        await AssertChosenAsync(keep, "not found", "nothing to use", "orders read, 200", "yes");
        await bench.GetByLabel("SameSite").SelectOptionAsync("Lax");

        await bench.GetByLabel("HttpOnly").UncheckAsync();
        await SetAsync(set);
        await Assertions.Expect(keep.Cell(PlaceNames.ChosenCookie, Hostile)).ToContainTextAsync("stolen in");
        await Assertions.Expect(keep.Cell(PlaceNames.ChosenCookie, Hostile)).ToContainTextAsync("changed, was: not found");
        await Assertions.Expect(keep.Cell(PlaceNames.ChosenCookie, Thief)).ToContainTextAsync("orders read, 200");
        await bench.GetByLabel("HttpOnly").CheckAsync();

        await bench.GetByLabel("Path").SelectOptionAsync(CopyCookies.NarrowPath);
        await SetAsync(set);
        await AssertChosenAsync(keep, "not found", "nothing to use", "orders read, 200", "no");

        // A page that was reloaded no longer knows what was set before, and another name is another cookie.
        await keep.ReloadAsync();
        await bench.GetByLabel("Prefix").CheckAsync();
        await SetAsync(set);
        Assert.Equal("__Host-BlazorJwt-Copy-Yours",
            Assert.Single(await session.Context.CookiesAsync(), cookie => cookie.Name.EndsWith("Yours", StringComparison.Ordinal)).Name);
        await bench.GetByLabel("Path").SelectOptionAsync(CopyCookies.NarrowPath);
        await SetAsync(refused);
        await bench.GetByLabel("Path").SelectOptionAsync("/");
        await bench.GetByLabel("Secure").UncheckAsync();
        await SetAsync(refused);
        await bench.GetByLabel("Prefix").UncheckAsync();
        await SetAsync(set);
        await bench.GetByLabel("SameSite").SelectOptionAsync("None");
        await SetAsync(refused);
    }

    [Fact]
    public async Task Another_visitor_s_page_and_browser_stay_as_they_are()
    {
        var (_, keep) = await OpenLessonAsync();
        var (other, theirs) = await OpenLessonAsync();

        await keep.AttackAsync();

        Assert.All(await theirs.ColumnAsync(Hostile), cell => Assert.Equal("not tried", cell.Value));
        await Assertions.Expect(theirs.ThiefsBox).ToHaveCountAsync(0);
        Assert.DoesNotContain(await other.Context.CookiesAsync(), cookie => cookie.Name.Contains("Copy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_each_rendering_stage_can_reach_is_measured_with_the_exception_where_it_throws()
    {
        var (session, keep) = await OpenLessonAsync();

        await keep.ClickAsync("Try each stage");

        async Task AssertStageAsync(string stage, params string[] reached)
        {
            var table = session.Page.GetByRole(AriaRole.Table, new() { Name = stage });
            await Assertions.Expect(table.GetByRole(AriaRole.Cell)).ToContainTextAsync(reached);
        }

        await AssertStageAsync("Static rendering", "there: GET", " cookies",
            "InvalidOperationException: JavaScript interop calls cannot be issued", "signed in as");
        await AssertStageAsync("Prerendering", "there: GET", " cookies",
            "InvalidOperationException: JavaScript interop calls cannot be issued", "signed in as");
        await AssertStageAsync("Circuit", "null", "NullReferenceException", "works", "signed in as");
        session.AssertNoTrouble();
    }

    private async Task<(PageSession Session, KeepSafeSteps Keep)> OpenLessonAsync(string name = "localhost")
    {
        var session = await OpenSignedInAsync("alice", options: new() { BaseURL = At(name) });
        await session.GoAsync("/keep-it-safe/bench");
        return (session, new(session.Page));
    }

    private string At(string name) => new UriBuilder(App.LocalhostAddress) { Host = name }.Uri.ToString();

    private static async Task AssertChosenAsync(KeepSafeSteps keep, string stolen, string used, string acted, string sent)
    {
        foreach (var (experiment, text) in ((string, string)[])[(Hostile, stolen), (Thief, used), (ActingInPlace, acted),
            (SentByItself, sent)])
            await Assertions.Expect(keep.Cell(PlaceNames.ChosenCookie, experiment).Locator(".verdict")).ToHaveTextAsync(text);
    }

    private static async Task AssertColumnAsync(KeepSafeSteps keep, string experiment, Func<string, string> expected)
    {
        foreach (var place in PlaceNames.All)
            await Assertions.Expect(keep.Cell(place, experiment)).ToHaveTextAsync(expected(place));
    }

    private async Task<IBrowserContext> PersistentAsync(string profile)
    {
        var kind = (await Browser.GetAsync()).BrowserType;
        var context = await kind.LaunchPersistentContextAsync(profile,
            new()
            {
                BaseURL = App.LocalhostAddress.ToString(),
                ExecutablePath = await BrowserFixture.ProgramAsync(),
                Args = BrowserFixture.Arguments,
            });
        if (context.Pages.Count == 0)
            await context.NewPageAsync();
        return context;
    }
}
