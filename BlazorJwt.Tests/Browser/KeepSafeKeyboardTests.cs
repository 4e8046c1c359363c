using System.Text.RegularExpressions;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tests.Browser.Pages;
using BlazorJwt.Tests.Support;
using Microsoft.Playwright;
using static BlazorJwt.Labs.LabExperiments;

namespace BlazorJwt.Tests.Browser;

/// <summary>The lesson "Keep it safe" by keyboard alone, every experiment of it, and the table when it is full.</summary>
public sealed class KeepSafeKeyboardTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task The_keyboard_alone_runs_every_experiment_and_fills_the_table(string name)
    {
        var session = await OpenSignedInAsync("alice",
            options: new() { BaseURL = new UriBuilder(App.LocalhostAddress) { Host = name }.Uri.ToString() });
        await session.GoAsync("/keep-it-safe/bench");
        var (page, keep) = (session.Page, new KeepSafeSteps(session.Page));
        async Task RunAsync(string button, string said)
        {
            await page.PressAsync(keep.Button(button));
            await Assertions.Expect(keep.Status).ToContainTextAsync(said);
        }

        await RunAsync("Put a copy", "A copy lies in every place");
        await RunAsync("Run the hostile script", "The thief has used each");
        await RunAsync("Act in place", "The script called the API from inside the page");
        await RunAsync("Send a plain request", "The browser sent a request");
        await RunAsync("Fill each place", "Each place was filled and emptied again");
        // The cookie that counts the chunks, and three of them.
        Assert.Equal(4, (await keep.Status.InnerTextAsync()).Split("came back: ")[1].Split(". ")[0].Split(", ").Length);
        await RunAsync("Set it and run the attacks", "The cookie is set");
        await RunAsync("Reload the page", "Reload: this page has looked");
        await InATabAsync(session, "7 · Open a new tab", async tab =>
        {
            await Assertions.Expect(new KeepSafeSteps(tab).Status).ToContainTextAsync("New tab: this page has looked");
            Assert.Equal("1 in localStorage, 0 in sessionStorage",
                await tab.EvaluateAsync<string>("[localStorage, sessionStorage].map(storage => Object.keys(storage).filter(key => key " +
                    "=== 'blazorjwt-copy').length + ' in ' + (storage === localStorage ? 'localStorage' : 'sessionStorage')).join(', ')"));
        });
        await InATabAsync(session, "Visit the evil site", AskTheEvilSiteAsync);
        await InATabAsync(session, "Write into the guestbook", WriteIntoTheGuestbookAsync);

        foreach (var (experiment, expected) in Expected)
        {
            foreach (var place in PlaceNames.All) await Assertions.Expect(keep.Cell(place, experiment)).ToHaveTextAsync(expected(place));
        }

        foreach (var experiment in (string[])[Reload, NewTab])
            await Assertions.Expect(keep.Cell(PlaceNames.ChosenCookie, experiment)).ToHaveTextAsync("kept");
        await Assertions.Expect(keep.Cell(PlaceNames.ChosenCookie, EvilSite)).ToHaveTextAsync("not sent");
        if (name != "localhost") return;
        await session.AssertAccessibleAsync("the table filled");
        await session.AssertFitsEveryWidthAsync("the table filled");
        Assert.True(await page.Locator(".duel").EvaluateAsync<bool>("table => table.scrollWidth <= table.parentElement.clientWidth"),
            "The filled table does not fit its place in a window of 1440 px.");
    }

    // What the theft shows is in StorageTableTests, what closing and signing out show as well: they end the visit.
    private static readonly (string Experiment, Func<string, Regex> Expected)[] Expected =
    [
        (ActingInPlace, _ => Text("orders read, 200")),
        (SentByItself, place => Text(IsCookie(place) ? "yes" : "no")),
        (Reload, place => Text(place is PlaceNames.ScriptMemory ? "gone" : "kept")),
        (NewTab, place => Text(place is PlaceNames.ScriptMemory or PlaceNames.SessionStorage ? "gone" : "kept")),
        (EvilSite, place => Text(place is PlaceNames.HttpOnlyNone ? "sent: order taken; the guard refused it" : "not sent")),
        (InjectedMarkup, place => Text(place is PlaceNames.LocalStorage or PlaceNames.ReadableCookie ? "read; blocked by the app’s policy"
            : IsCookie(place) ? "not read; blocked by the app’s policy" : "not tried")),
        (Size, place => place switch
        {
            PlaceNames.LocalStorage or PlaceNames.SessionStorage => Text("5,242,880 characters"),
            PlaceNames.ScriptMemory => Text("16,777,216 characters held"),
            PlaceNames.ReadableCookie => Text("4,096 bytes"),
            PlaceNames.ProtectedStorage => new("^[1-9][\\d,]+ characters for this token$"),
            PlaceNames.ServerMemory => new("^[1-9][\\d,]+ characters for this token, at the server$"),
            _ => Text("4,096 bytes kept, 4,097 dropped"),
        }),
    ];

    private static bool IsCookie(string place) => place.Contains("ookie", StringComparison.Ordinal);

    private static Regex Text(string exact) => new($"^{Regex.Escape(exact)}$");

    private async Task AskTheEvilSiteAsync(IPage tab)
    {
        var home = new Uri(tab.Url).Host;
        await Assertions.Expect(tab.GetByText("kept", new() { Exact = true })).ToHaveCountAsync(4);
        await AccessibleAsync(tab, "before the evil site");
        await tab.PressAsync("Go to the evil site");
        await HeadingAsync(tab, "You have won");
        Assert.NotEqual(home, new Uri(tab.Url).Host);
        await AccessibleAsync(tab, "the evil site");
        await tab.PressAsync("Order at the unguarded endpoint");
        await HeadingAsync(tab, "200: the order was accepted");
        await tab.PressAsync("Back to the evil site");
        await HeadingAsync(tab, "You have won");
        await tab.PressAsync("Order at the guarded endpoint");
        await HeadingAsync(tab, "403: the order was rejected");
        await AccessibleAsync(tab, "the answer");
        // Of the four cookies, the one you set and the session of the BFF, one was sent.
        await Assertions.Expect(tab.GetByText("sent", new() { Exact = true })).ToHaveCountAsync(1);
        await Assertions.Expect(tab.GetByText("not sent", new() { Exact = true })).ToHaveCountAsync(5);
        await tab.PressAsync("Order at the guarded endpoint from here");
        await HeadingAsync(tab, "200: the order was accepted");
        await Assertions.Expect(tab.GetByText("sent", new() { Exact = true })).ToHaveCountAsync(6);
    }

    private async Task WriteIntoTheGuestbookAsync(IPage tab)
    {
        var home = new Uri(tab.Url).Host;
        await tab.PressAsync("Go to the guestbook");
        await HeadingAsync(tab, "Guestbook");
        Assert.NotEqual(home, new Uri(tab.Url).Host);
        await AccessibleAsync(tab, "the guestbook");
        await tab.PressAsync("A picture that fails, and reads localStorage and the cookie");
        await Assertions.Expect(tab.GetByRole(AriaRole.Button, new() { Name = "Delete the entry" })).ToBeVisibleAsync();
        var hole = await tab.Context.RunAndWaitForPageAsync(() => tab.PressAsync("Open the page with the hole"));
        await Assertions.Expect(hole.Locator("#loot")).ToContainTextAsync("BlazorJwt-Guestbook-Readable=eyJ");
        await Assertions.Expect(hole.Locator("#seen"))
            .ToContainTextAsync("localStorage, Cookie that scripts can read. Those in HttpOnly cookies are not among them.");
        await Assertions.Expect(tab.Locator("#brought")).ToContainTextAsync("Read: localStorage");
        // The decoys that no script read were there to be read.
        Assert.Equal(3,
            (await tab.Context.CookiesAsync([tab.Url])).Count(cookie => cookie is { HttpOnly: true }
                && cookie.Name.StartsWith("BlazorJwt-Guestbook-", StringComparison.Ordinal)
                && cookie.Value.StartsWith("eyJ", StringComparison.Ordinal)));
        await tab.BringToFrontAsync();
        var strict = await tab.Context.RunAndWaitForPageAsync(() => tab.PressAsync("Open the same under the app’s policy"));
        await Assertions.Expect(strict.Locator("#violations")).ToContainTextAsync("script-src-attr blocked inline");
        await Assertions.Expect(strict.Locator("#outcome[data-brought]")).ToHaveTextAsync("The entry’s script did not run.");
        await Assertions.Expect(strict.Locator("#loot")).ToHaveTextAsync("Nothing yet.");
        await hole.CloseAsync();
        await strict.CloseAsync();
    }

    // The documents are the same under both names: one look is enough.
    private async Task AccessibleAsync(IPage tab, string where)
    {
        if (new Uri(tab.Url).Host is "localhost") await new PageSession(tab.Context, tab, App).AssertAccessibleAsync(where);
    }

    private static Task HeadingAsync(IPage tab, string text) =>
        Assertions.Expect(tab.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(text);

    private static async Task InATabAsync(PageSession session, string link, Func<IPage, Task> act)
    {
        var tab = await session.Context.RunAndWaitForPageAsync(() => session.Page.PressAsync(link));
        await act(tab);
        await tab.CloseAsync();
        await session.Page.BringToFrontAsync();
    }
}
