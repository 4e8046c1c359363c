using BlazorJwt.Components.Lessons;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorJwt.Tests.Components.Lessons;

public sealed class ProgressTests
{
    private static readonly LessonStep Predict = Lesson.KeepSafe.Steps[0];
    private static readonly LessonStep Steal = Lesson.KeepSafe.Steps[1];

    [Fact]
    public void A_lesson_is_done_once_and_said_once()
    {
        var progress = new Progress(KeptProgress.None);
        var changes = 0;
        progress.Changed += () => changes++;

        progress.MarkDone(Lesson.ReadToken);
        progress.MarkDone(Lesson.ReadToken);

        Assert.Equal(1, changes);
        Assert.True(progress.IsDone(Lesson.ReadToken));
        Assert.False(progress.IsDone(Lesson.SignIn));
    }

    [Fact]
    public void What_is_kept_is_found_again_and_what_nobody_knows_is_left_out()
    {
        var progress = new Progress(new(
            ["call-the-api", "sign-in", "no-such-lesson", "keep-it-safe/steal-it", "keep-it-safe/no-such-step"],
            new Dictionary<string, int> { ["keep-it-safe/predict"] = 2, ["keep-it-safe/nothing"] = 1 },
            new Dictionary<string, string> { ["keep-it-safe"] = "why", ["sign-in"] = "why" }));

        Assert.Equal(["sign-in", "keep-it-safe/steal-it", "call-the-api"], progress.Kept.Done);
        Assert.Equal(2, Assert.Single(progress.Kept.Predicted).Value);
        Assert.Equal("keep-it-safe", Assert.Single(progress.Kept.At).Key);
        Assert.Equal("why", progress.At(Lesson.KeepSafe).Slug);
        Assert.Equal(2, progress.Predicted(Lesson.KeepSafe, Predict));
        Assert.True(progress.IsDone(Lesson.KeepSafe, Steal));
    }

    [Fact]
    public void A_prediction_can_be_changed_and_is_the_step_done()
    {
        var progress = new Progress(KeptProgress.None);

        progress.Predict(Lesson.KeepSafe, Predict, 1);
        progress.Predict(Lesson.KeepSafe, Predict, 3);

        Assert.Equal(3, progress.Predicted(Lesson.KeepSafe, Predict));
        Assert.True(progress.IsDone(Lesson.KeepSafe, Predict));
        Assert.Null(progress.Predicted(Lesson.KeepSafe, Steal));
    }

    [Fact]
    public void A_visitor_who_was_nowhere_begins_with_the_first_step() =>
        Assert.Equal(Predict, new Progress(KeptProgress.None).At(Lesson.KeepSafe));

    [Fact]
    public void The_cookie_gives_back_what_was_written_and_is_sealed()
    {
        var cookie = new ProgressCookie(new EphemeralDataProtectionProvider());
        var progress = new Progress(KeptProgress.None);
        progress.Predict(Lesson.KeepSafe, Predict, 1);
        progress.Visit(Lesson.KeepSafe, Steal);

        var value = cookie.Write(progress.Kept)!;

        Assert.Equivalent(progress.Kept, cookie.Read(value));
        Assert.DoesNotContain("keep-it-safe", value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cookie_with_everything_done_fits_a_browser()
    {
        var progress = new Progress(KeptProgress.None);
        foreach (var lesson in Lesson.All)
        {
            progress.MarkDone(lesson);
            foreach (var step in lesson.Steps)
            {
                progress.Predict(lesson, step, 3);
                progress.Visit(lesson, step);
            }
        }

        Assert.InRange(new ProgressCookie(new EphemeralDataProtectionProvider()).Write(progress.Kept)!.Length, 100, 2000);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("CfDJ8AAAA")]
    [InlineData("{\"Done\":[\"sign-in\"]}")]
    [InlineData("done=sign-in")]
    public void A_cookie_that_this_server_did_not_seal_says_nothing(string? value) =>
        Assert.Same(KeptProgress.None, new ProgressCookie(new EphemeralDataProtectionProvider()).Read(value));

    [Fact]
    public void A_cookie_of_another_server_s_key_says_nothing()
    {
        var other = new ProgressCookie(new EphemeralDataProtectionProvider()).Write(new(["sign-in"], new Dictionary<string, int>(),
            new Dictionary<string, string>()));

        Assert.Empty(new ProgressCookie(new EphemeralDataProtectionProvider()).Read(other).Done);
    }
}
