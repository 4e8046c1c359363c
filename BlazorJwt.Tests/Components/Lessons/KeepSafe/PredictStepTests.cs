using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.KeepSafe;

public sealed class PredictStepTests : StepTest
{
    [Fact]
    public async Task An_answer_is_noted_and_not_judged_and_then_going_on_is_the_primary_button()
    {
        var page = Show("predict");
        Assert.Empty(page.FindAll(".primary"));

        await page.FindAll("input[type=radio]")[2].ChangeAsync("2");

        Assert.Equal(2, Progress.Predicted(BlazorJwt.Components.Lessons.Lesson.KeepSafe, Step("predict")));
        Assert.Equal("next", Assert.Single(page.FindAll(".primary")).GetAttribute("rel"));
        Assert.Empty(page.FindAll(".verdict"));
        Assert.True(page.Shows("Noted."));
    }

    [Fact]
    public void What_was_predicted_before_is_chosen_still()
    {
        Progress.Predict(BlazorJwt.Components.Lessons.Lesson.KeepSafe, Step("predict"), 3);

        Assert.True(Show("predict").FindAll("input[type=radio]")[3].HasAttribute("checked"));
    }
}
