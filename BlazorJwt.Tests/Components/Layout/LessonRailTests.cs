using BlazorJwt.Components.Layout;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Layout;

public sealed class LessonRailTests : PageTest
{
    [Fact]
    public void All_lessons_stand_there_in_order_and_the_tools_after_them()
    {
        var rail = Render<LessonRail>();

        Assert.Equal(["sign-in", "read-the-token", "keep-it-safe", "call-the-api", "token-or-session", "keys-for-machines",
            "someone-elses-tokens", "debugger", "error-clinic", "our-keys"], rail.FindAll("a").Select(link => link.GetAttribute("href")));
        Assert.True(rail.HasRegion("Lessons"));
    }

    [Fact]
    public void A_lesson_done_is_ticked_and_said_to_be_done()
    {
        Progress = new(KeptProgress.None with { Done = ["read-the-token"] });

        var rail = Render<LessonRail>();

        Assert.Equal("✓ Read the token, done", rail.Link("✓ Read the token").Text());
        Assert.Equal("1 Sign in", rail.Link("1 Sign in").Text());
    }

    [Fact]
    public void The_tick_comes_when_the_experiment_is_done()
    {
        var rail = Render<LessonRail>();

        Progress.MarkDone(Lesson.CallApi);

        Assert.Equal("✓ Call the API, done", rail.Link("✓ Call the API").Text());
    }

    [Fact]
    public void The_lesson_one_is_at_is_marked_for_those_who_do_not_see()
    {
        GoTo("call-the-api");

        var rail = Render<LessonRail>();

        Assert.Equal("4 Call the API", Assert.Single(rail.FindAll("[aria-current=page]")).Text());
    }

    [Fact]
    public void The_steps_stand_under_the_lesson_that_is_open_and_under_no_other()
    {
        GoTo("keep-it-safe/steal-it");
        Progress.Predict(Lesson.KeepSafe, Lesson.KeepSafe.Steps[0], 1);

        var rail = Render<LessonRail>();

        Assert.Equal(["Predict, done", "Steal it", "Act as you", "Another site", "Why", "Check yourself"],
            rail.FindAll(".steps a").Select(step => step.Text()));
        Assert.Equal(["3 Keep it safe", "Steal it"], rail.FindAll("[aria-current=page]").Select(link => link.Text()));
        GoTo("call-the-api");
        rail.WaitForAssertion(() => Assert.Empty(rail.FindAll(".steps")));
    }

    [Fact]
    public void A_lesson_of_steps_is_done_when_all_of_them_are()
    {
        var rail = Render<LessonRail>();

        foreach (var step in Lesson.KeepSafe.Steps.Skip(1)) Progress.MarkDone(Lesson.KeepSafe, step);

        Assert.Equal("3 Keep it safe", rail.Link("3 Keep it safe").Text());
        Progress.Predict(Lesson.KeepSafe, Lesson.KeepSafe.Steps[0], 0);
        Assert.Equal("✓ Keep it safe, done", rail.Link("✓ Keep it safe").Text());
    }

    [Fact]
    public void The_debugger_is_marked_when_one_is_there()
    {
        GoTo("debugger");

        Assert.Equal("{} Debugger", Assert.Single(Render<LessonRail>().FindAll("[aria-current=page]")).Text());
    }

    [Fact]
    public async Task A_rail_that_is_gone_no_longer_listens()
    {
        Render<LessonRail>();
        await DisposeComponentsAsync();

        Progress.MarkDone(Lesson.SignIn);

        Assert.True(Progress.IsDone(Lesson.SignIn));
    }
}
