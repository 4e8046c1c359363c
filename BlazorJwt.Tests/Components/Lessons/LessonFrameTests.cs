using BlazorJwt.Components.Lessons;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components.Web;

namespace BlazorJwt.Tests.Components.Lessons;

public sealed class LessonFrameTests : BunitContext
{
    public static TheoryData<string, string?, string> Ways => new()
    {
        { "sign-in", null, "read-the-token" },
        { "read-the-token", "sign-in", "keep-it-safe" },
        { "call-the-api", "keep-it-safe", "token-or-session" },
        { "token-or-session", "call-the-api", "keys-for-machines" },
        { "keys-for-machines", "token-or-session", "someone-elses-tokens" },
        { "someone-elses-tokens", "keys-for-machines", "" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_lesson_leads_back_and_on(string slug, string? back, string on)
    {
        var ways = Frame(slug).Region("Other lessons").QuerySelectorAll("a").Select(link => link.GetAttribute("href"));

        Assert.Equal(back is null ? [on] : [back, on], ways);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_lesson_opens_with_its_question_and_the_sentence_it_proves(string slug, string? back, string on)
    {
        var lesson = Lesson.All.Single(lesson => lesson.Slug == slug);

        var frame = Frame(slug);

        Assert.Equal(lesson.Question, frame.Find("h1").Text());
        Assert.True(frame.Shows(lesson.Lead));
        Assert.True(frame.Shows($"Lesson {lesson.Number} of 7"));
        Assert.Equal((lesson.Previous?.Slug, lesson.Next?.Slug ?? ""), (back, on));
        Assert.Equal($"{lesson.Number} · {lesson.Title} · BlazorJwt",
            Render(frame.FindComponent<PageTitle>().Instance.ChildContent!).Text());
    }

    private IRenderedComponent<LessonFrame> Frame(string slug) =>
        Render<LessonFrame>(part => part.Add(frame => frame.Lesson, Lesson.All.Single(lesson => lesson.Slug == slug))
            .AddChildContent("<p>The lesson.</p>"));
}
