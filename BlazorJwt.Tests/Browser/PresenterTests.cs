using System.Text.RegularExpressions;
using BlazorJwt.Components;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Tests.Browser.Pages;
using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>A teacher at a projector of 1280 × 720.</summary>
public sealed class PresenterTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    private static readonly BrowserNewContextOptions Projector = new() { ViewportSize = new() { Width = 1280, Height = 720 } };

    [Fact]
    public async Task Every_lesson_is_walked_by_one_key_a_step_at_a_time_and_can_be_read_from_the_last_row()
    {
        var session = await OpenSignedInAsync("alice", options: Projector);
        var presenter = new PresenterSteps(session.Page);
        await session.GoAsync("/");
        await presenter.BeginAsync();
        await Assertions.Expect(session.Rail).ToBeHiddenAsync();
        await session.Page.GetByText("Walkthrough").First.EvaluateAsync("() => document.activeElement.blur()");

        var complaints = new List<string>();
        foreach (var (address, question) in ((string, string)[])[("", "A token is signed JSON"),
            .. Lesson.All.Select(lesson => (lesson.Slug, lesson.Question))])
        {
            // What is told in steps is looked at in KeepSafeStoryTests; here it is walked through to the next.
            if (Lesson.All.SingleOrDefault(lesson => lesson.Slug == address) is { Steps: { Count: > 0 } steps })
            {
                foreach (var step in steps)
                {
                    await session.Page.ArrivesAsync($"/{address}/{step.Slug}");
                    await Assertions.Expect(session.Heading).ToHaveTextAsync(step.Heading);
                    complaints.AddRange((await presenter.ComplaintsAsync()).Select(complaint => $"/{address}/{step.Slug}: {complaint}"));
                    if (await presenter.Next.TextContentAsync() == "Show the answer") await presenter.OnAsync("PageDown");
                    await session.Page.Keyboard.PressAsync("PageDown");
                }

                continue;
            }

            await session.Page.ArrivesAsync($"/{address}");
            await Assertions.Expect(session.Heading).ToContainTextAsync(question);
            await Assertions.Expect(presenter.Status).ToHaveTextAsync(new Regex("^Step 1 of [0-9]+: title$"));
            var answers = 0;
            for (var step = 1; ; step++)
            {
                var said = (await presenter.Status.TextContentAsync())!;
                var of = int.Parse(said.Split(' ')[3].TrimEnd(':'), System.Globalization.CultureInfo.InvariantCulture);
                Assert.StartsWith($"Step {step} of {of}: ", said, StringComparison.Ordinal);
                Assert.Equal(1, await presenter.ShownAsync());
                if (await presenter.Next.TextContentAsync() == "Show the answer")
                {
                    var why = said.EndsWith("Why", StringComparison.Ordinal);
                    var answer = why ? presenter.Card("Why").Locator("p").First
                        : presenter.Card("Predict").GetByText("The answer", new() { Exact = true });
                    await Assertions.Expect(answer).ToBeHiddenAsync();
                    await presenter.OnAsync("ArrowRight");
                    await Assertions.Expect(answer).ToBeVisibleAsync();
                    answers++;
                }

                complaints.AddRange((await presenter.ComplaintsAsync()).Select(complaint => $"/{address}, {said}: {complaint}"));
                // The pages themselves are looked at elsewhere; here it is the mode, on three of them.
                if (step == 3 && address is ("" or "sign-in" or "call-the-api")) await session.AssertAccessibleAsync($"/{address}, {said}");
                if (step == of) break;
                await presenter.OnAsync("ArrowRight");
            }

            Assert.Equal(address is "" ? 0 : 2, answers);
            await presenter.OnAsync("PageDown");
        }

        Assert.True(complaints.Count is 0, string.Join('\n', complaints));
        session.AssertNoTrouble();
    }

    [Fact]
    public async Task Every_lesson_s_experiment_runs_on_a_projector_and_what_it_shows_can_be_read()
    {
        var session = await OpenSignedInAsync("alice", options: Projector);
        var page = session.Page;
        var presenter = new PresenterSteps(page);
        await presenter.BeginAsync();

        await session.GoAsync("/");
        await presenter.GoToAsync("One minute");
        await page.GetByLabel("The name in it").FillAsync("mallory");
        await ReadAsync("The signature does not fit.");

        await RunAsync(Lesson.SignIn.Slug, "Try it", null, "Signed in");
        await RunAsync(Lesson.ReadToken.Slug, "Change it", "Change it and check", "refused");
        await RunAsync("keep-it-safe/bench", "Try it", "1 · Put a copy into every place", "A copy lies in every place");
        await page.GetByRole(AriaRole.Button, new() { Name = "2 · Run the hostile script" }).ClickAsync();
        await ReadAsync("In your browser the script carried off");
        await presenter.GoToAsync("The thief’s box");
        await ReadAsync("your orders read, 200");
        await RunAsync(Lesson.CallApi.Slug, "Try it", "Send", "401");
        await RunAsync(Lesson.CallApi.Slug, "401 or 403", "Send both", "The first was answered with 401, the second with 403.");
        await RunAsync(Lesson.CallApi.Slug, "Tap the line", "Tap a request", "the token can be read");
        await RunAsync(Lesson.TokenOrSession.Slug, "Try it", "1 · Sign in both ways", "signed in both ways");
        await RunAsync(Lesson.TokenOrSession.Slug, "Refresh, and a thief", "Sign the script in", "Generation 1");
        await RunAsync(Lesson.KeysForMachines.Slug, "The dashboard", "Register", "shown this once");
        await RunAsync(Lesson.OthersTokens.Slug, "Try it", "Send", "401");
        session.AssertNoTrouble();

        async Task RunAsync(string lesson, string step, string? button, string shows)
        {
            await session.GoAsync($"/{lesson}");
            await presenter.GoToAsync(step);
            if (button is not null) await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
            await ReadAsync(shows);
        }

        async Task ReadAsync(string shows)
        {
            await Assertions.Expect(page.Locator("[data-now]").GetByText(shows).First).ToBeVisibleAsync();
            Assert.Empty(await presenter.ComplaintsAsync());
        }
    }

    [Fact]
    public async Task Fields_keep_their_keys_the_mode_lasts_through_sign_in_and_reload_and_leaving_restores_the_page()
    {
        var session = await OpenAsync(options: Projector);
        var page = session.Page;
        var presenter = new PresenterSteps(page);
        await session.GoAsync("/sign-in");
        await presenter.BeginAsync();

        // The arrows of a radio group choose; a clicker's keys go on all the same.
        await presenter.GoToAsync("Predict");
        await page.GetByLabel("It remembers my network address").CheckAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.GetByLabel("The connection stays open")).ToBeCheckedAsync();
        await Assertions.Expect(presenter.Status).ToHaveTextAsync("Step 2 of 5: Predict");
        await Assertions.Expect(page.GetByText("HTTP makes no promise about connections.")).ToBeHiddenAsync();
        await presenter.OnAsync("PageDown");
        await Assertions.Expect(page.GetByText("HTTP makes no promise about connections.")).ToBeVisibleAsync();
        await Assertions.Expect(presenter.Card("Predict")).ToContainTextAsync("The answer The request carries a token");

        // In a field the arrows and the letters are the field's; Escape gives the arrows back, and does not leave yet.
        await page.Keyboard.PressAsync("Escape");
        await presenter.OnAsync("ArrowRight");
        var name = page.GetByLabel("Name", new() { Exact = true });
        await name.FillAsync("alicp");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("Delete");
        await page.Keyboard.PressAsync("e");
        await page.Keyboard.PressAsync("Alt+p");
        await Assertions.Expect(name).ToHaveValueAsync("alice");
        await page.Keyboard.PressAsync("Escape");
        await presenter.OnAsync("ArrowLeft");
        await presenter.OnAsync("ArrowRight");
        await Assertions.Expect(presenter.Status).ToHaveTextAsync("Step 3 of 5: Try it");

        await page.GetByLabel("Password").FillAsync(App.DemoPassword("alice"));
        await page.Keyboard.PressAsync("Enter");
        await session.SignOut.WaitForAsync();
        await session.CircuitAsync();
        await Assertions.Expect(presenter.Status).ToHaveTextAsync("Step 3 of 5: Try it");
        await Assertions.Expect(presenter.Card("Try it").GetByText("Signed in", new() { Exact = true })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await session.CircuitAsync();
        await Assertions.Expect(presenter.Status).ToHaveTextAsync("Step 3 of 5: Try it");

        // What can be scrolled sideways keeps its arrows too.
        await session.GoAsync("/call-the-api");
        await presenter.GoToAsync("Try it");
        await page.Locator(".sequence").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(presenter.Status).ToContainTextAsync(": Try it");

        await page.Mouse.MoveAsync(400, 300);
        var ring = await page.Locator(".ring").BoundingBoxAsync();
        Assert.Equal((400, 300), (Math.Round(ring!.X + ring.Width / 2), Math.Round(ring.Y + ring.Height / 2)));
        Assert.True(ring.Width >= 120, "The ring is too small for the last row.");
        await presenter.Bar.GetByRole(AriaRole.Button, new() { Name = "Pointer" }).ClickAsync();
        await page.Mouse.MoveAsync(500, 300);
        await Assertions.Expect(page.Locator(".ring")).ToBeHiddenAsync();

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(presenter.Bar).ToHaveCountAsync(0);
        await Assertions.Expect(session.Rail).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Present" })).ToBeFocusedAsync();
        await Assertions.Expect(presenter.Card("Why").Locator("p").First).ToBeVisibleAsync();
        await page.ReloadAsync();
        await session.CircuitAsync();
        await Assertions.Expect(presenter.Bar).ToHaveCountAsync(0);

        await page.PressAsync("Present Alt+P");
        await Assertions.Expect(presenter.Next).ToBeFocusedAsync();
        await page.PressAsync("Leave");
        await Assertions.Expect(session.Rail).ToBeVisibleAsync();
        session.AssertNoTrouble();
    }

    [Fact]
    public async Task Nothing_is_shown_before_the_step_is_known_and_all_of_it_where_the_script_does_not_come()
    {
        var session = await OpenAsync(options: Projector);
        var page = session.Page;
        await session.Context.AddCookiesAsync(
            [new() { Name = PagePreferences.CookieName, Value = "presenting=yes", Url = App.LocalhostAddress.ToString() }]);
        var asked = new TaskCompletionSource<IRoute>(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/presenter.js", asked.SetResult);
        await page.GotoAsync("/sign-in", new() { WaitUntil = WaitUntilState.Commit });

        var script = await asked.Task.WaitAsync(Patience.Most, TestContext.Current.CancellationToken);
        await Assertions.Expect(session.Rail).ToBeHiddenAsync();
        await Assertions.Expect(session.Heading).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveCSSAsync("font-size", "24.048px");

        await script.AbortAsync();
        await Assertions.Expect(session.Rail).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("HTTP forgets")).ToBeVisibleAsync();

        var scriptless = await OpenAsync(options: new() { JavaScriptEnabled = false });
        await scriptless.Context.AddCookiesAsync(
            [new() { Name = PagePreferences.CookieName, Value = "presenting=yes", Url = App.LocalhostAddress.ToString() }]);
        await scriptless.Page.GotoAsync("/sign-in");
        await Assertions.Expect(scriptless.Rail).ToBeVisibleAsync();
        await Assertions.Expect(scriptless.Page.GetByText("HTTP forgets")).ToBeVisibleAsync();
    }
}
