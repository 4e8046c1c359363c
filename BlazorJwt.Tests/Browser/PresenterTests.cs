using System.Text.RegularExpressions;
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
        foreach (var (address, question) in ((string, string)[])[("", "A token is signed JSON"), .. Lesson.All.Select(lesson => (lesson.Slug, lesson.Question))])
        {
            await session.Page.WaitForURLAsync($"**/{address}");
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
                    var answer = why ? presenter.Card("Why").Locator("p").First : presenter.Card("Predict").GetByText("The answer", new() { Exact = true });
                    await Assertions.Expect(answer).ToBeHiddenAsync();
                    await presenter.OnAsync("ArrowRight");
                    await Assertions.Expect(answer).ToBeVisibleAsync();
                    answers++;
                }

                complaints.AddRange((await presenter.ComplaintsAsync()).Select(complaint => $"/{address}, {said}: {complaint}"));
                if (step == 3) await session.AssertAccessibleAsync($"/{address}, {said}");
                if (step == of) break;
                await presenter.OnAsync("ArrowRight");
            }

            Assert.Equal(address is "" ? 0 : 2, answers);
            await presenter.OnAsync("PageDown");
        }

        Assert.True(complaints.Count is 0, string.Join('\n', complaints));
        session.AssertNoTrouble();
    }
}
