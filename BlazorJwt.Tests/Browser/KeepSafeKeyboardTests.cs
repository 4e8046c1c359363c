using BlazorJwt.Storage;
using BlazorJwt.Tests.Browser.Pages;
using BlazorJwt.Tests.Support;
using Microsoft.Playwright;
using static BlazorJwt.Labs.LabExperiments;

namespace BlazorJwt.Tests.Browser;

/// <summary>The lesson "Keep it safe" by keyboard alone, every experiment of it, and the table when it is full.</summary>
public sealed class KeepSafeKeyboardTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    [Fact]
    public async Task The_keyboard_alone_runs_every_experiment_and_fills_the_table()
    {
        var session = await OpenSignedInAsync("alice");
        await session.GoAsync("/keep-it-safe");
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
        await RunAsync("Fill each place", "Each place was filled");
        await RunAsync("Set it and run the attacks", "The cookie is set");
        await RunAsync("Reload the page", "Reload: this page has looked");
        await InATabAsync(session, "7 · Open a new tab", tab => Assertions.Expect(new KeepSafeSteps(tab).Status).ToContainTextAsync("New tab: this page has looked"));
        await InATabAsync(session, "Visit the evil site", AskTheEvilSiteAsync);
        await InATabAsync(session, "Write into the guestbook", WriteIntoTheGuestbookAsync);

        await Assertions.Expect(keep.Cell(PlaceNames.HttpOnlyNone, EvilSite)).ToHaveTextAsync("came along: order taken; the guarded desk refused");
        foreach (var place in (string[])[PlaceNames.HttpOnlyLax, PlaceNames.HttpOnlyStrict, PlaceNames.ReadableCookie])
            await Assertions.Expect(keep.Cell(place, EvilSite)).ToHaveTextAsync("did not come along");
        foreach (var place in (string[])[PlaceNames.LocalStorage, PlaceNames.ReadableCookie])
            await Assertions.Expect(keep.Cell(place, InjectedMarkup)).ToHaveTextAsync("read by an entry; the app’s policy blocked it");
        await Assertions.Expect(keep.Cell(PlaceNames.HttpOnlyStrict, InjectedMarkup)).ToHaveTextAsync("not read; the app’s policy blocked the entry");
        foreach (var experiment in (string[])[Hostile, Thief, Size])
            Assert.DoesNotContain("not tried", (await keep.ColumnAsync(experiment)).Where(cell => cell.Key != PlaceNames.ChosenCookie).Select(cell => cell.Value));
        foreach (var place in PlaceNames.All)
        {
            await Assertions.Expect(keep.Cell(place, ActingInPlace)).ToHaveTextAsync("orders read, 200");
            await Assertions.Expect(keep.Cell(place, SentByItself)).ToHaveTextAsync(place.Contains("ookie", StringComparison.Ordinal) ? "yes" : "no");
            await Assertions.Expect(keep.Cell(place, Reload)).ToHaveTextAsync(place is PlaceNames.ScriptMemory ? "gone" : "kept");
            await Assertions.Expect(keep.Cell(place, NewTab)).ToHaveTextAsync(place is PlaceNames.ScriptMemory or PlaceNames.SessionStorage ? "gone" : "kept");
        }

        await session.AssertAccessibleAsync("the table filled");
        await session.AssertFitsEveryWidthAsync("the table filled");
    }

    private static async Task AskTheEvilSiteAsync(IPage tab)
    {
        await tab.PressAsync("Go to the evil site");
        await HeadingAsync(tab, "You have won");
        await tab.PressAsync("Order at the unguarded desk");
        await HeadingAsync(tab, "200: the order was taken");
        await tab.PressAsync("Back to the evil site");
        await HeadingAsync(tab, "You have won");
        await tab.PressAsync("Order at the guarded desk");
        await HeadingAsync(tab, "403: the order was refused");
    }

    private async Task WriteIntoTheGuestbookAsync(IPage tab)
    {
        await tab.PressAsync("Go to the guestbook");
        await HeadingAsync(tab, "Guestbook");
        await tab.PressAsync("A picture that fails, and reads localStorage and the cookie");
        await Assertions.Expect(tab.GetByRole(AriaRole.Button, new() { Name = "Tear it out" })).ToBeVisibleAsync();
        var hole = await tab.Context.RunAndWaitForPageAsync(() => tab.PressAsync("Open the page with the hole"));
        await Assertions.Expect(hole.Locator("#loot")).ToContainTextAsync("eyJ");
        await Assertions.Expect(tab.Locator("#brought")).ToContainTextAsync("Read: localStorage");
        await tab.BringToFrontAsync();
        var strict = await tab.Context.RunAndWaitForPageAsync(() => tab.PressAsync("Open the same under the app’s policy"));
        await Assertions.Expect(strict.Locator("#outcome[data-brought]")).ToHaveTextAsync("The entry’s script did not run.");
        await hole.CloseAsync();
        await strict.CloseAsync();
    }

    private static Task HeadingAsync(IPage tab, string text) => Assertions.Expect(tab.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(text);

    private static async Task InATabAsync(PageSession session, string link, Func<IPage, Task> act)
    {
        var tab = await session.Context.RunAndWaitForPageAsync(() => session.Page.PressAsync(link));
        await act(tab);
        await tab.CloseAsync();
        await session.Page.BringToFrontAsync();
    }
}
