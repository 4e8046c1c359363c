using BlazorJwt.Components.Lessons;

namespace BlazorJwt.Tests.Components.Lessons;

public sealed class ProgressTests
{
    [Fact]
    public void A_lesson_is_done_once_and_said_once()
    {
        var progress = new Progress([]);
        var changes = 0;
        progress.Changed += () => changes++;

        progress.MarkDone(Lesson.ReadToken);
        progress.MarkDone(Lesson.ReadToken);

        Assert.Equal(1, changes);
        Assert.True(progress.IsDone(Lesson.ReadToken));
        Assert.False(progress.IsDone(Lesson.SignIn));
    }

    [Fact]
    public void The_lessons_done_come_in_the_order_of_the_walkthrough() =>
        Assert.Equal(["sign-in", "call-the-api"], new Progress(["call-the-api", "sign-in", "no-such-lesson"]).Done);
}
