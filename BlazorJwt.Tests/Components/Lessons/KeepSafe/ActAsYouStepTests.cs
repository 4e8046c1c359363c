using BlazorJwt.Components.Lessons;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.JSInterop;

namespace BlazorJwt.Tests.Components.Lessons.KeepSafe;

public sealed class ActAsYouStepTests : StepTest
{
    [Fact]
    public async Task The_script_gets_the_id_of_the_exchange_and_no_token()
    {
        var token = await SignInAsync();
        var order = Hostile.Setup<int>("order", _ => true).SetResult(201);
        var page = Show("act-as-you");

        var click = page.Button("Let the script order").ClickAsync();

        await page.WaitForAssertionAsync(() => Assert.Single(order.Invocations));
        var sent = Assert.IsType<string>(Assert.Single(order.Invocations.Single().Arguments));
        Assert.Equal(22, sent.Length);
        Assert.DoesNotContain(token.EncodedSignature, sent, StringComparison.Ordinal);
        // No request came, so nothing is said to have happened.
        await click;
        Assert.Empty(page.FindAll(".outcome"));
        Assert.Contains("this server did not see it", page.Find("[role=alert]").Text(), StringComparison.Ordinal);
        Assert.False(Progress.IsDone(Lesson.KeepSafe, Step("act-as-you")));
    }

    [Fact]
    public async Task A_script_that_is_blocked_gets_a_sentence()
    {
        await SignInAsync();
        Hostile.Setup<int>("order", _ => true).SetException(new JSException("blocked"));
        var page = Show("act-as-you");

        await page.Button("Let the script order").ClickAsync();

        Assert.Contains("Your browser did not allow this", page.Find("[role=alert]").Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_stage_shows_an_empty_place_to_a_visitor_who_is_signed_out()
    {
        var page = Show("act-as-you");

        Assert.True(page.Shows("empty"));
        Assert.True(page.Shows("Sign in first"));
    }
}
