using BlazorJwt.Components.Lessons;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.JSInterop;

namespace BlazorJwt.Tests.Components.Lessons.KeepSafe;

/// <summary>The step in which a script steals a token. StealItDeliveryTests has the delivery.</summary>
public sealed class StealItStepTests : StepTest
{
    [Fact]
    public async Task A_browser_that_allows_nothing_gets_a_sentence_and_the_page_lives_on()
    {
        await SignInAsync();
        Storage.SetupVoid("put", _ => true).SetException(new JSException("blocked"));
        Storage.SetupVoid("fetchCookie", _ => true).SetException(new JSException("blocked"));
        Storage.Setup<string?>("find", _ => true).SetException(new JSException("blocked"));
        Storage.Setup<string?>("findAtServer", _ => true).SetException(new JSException("blocked"));
        Hostile.SetupVoid("steal", _ => true).SetException(new JSException("blocked"));
        var page = Show("steal-it");

        await page.Button("Run the hostile script").ClickAsync();

        await page.WaitForAssertionAsync(() =>
            Assert.Contains("Your browser did not allow this", page.Find("[role=alert]").Text(), StringComparison.Ordinal));
        Assert.False(Progress.IsDone(Lesson.KeepSafe, Step("steal-it")));
        Assert.True(page.Shows("not known"));
    }

    [Fact]
    public async Task A_result_of_an_earlier_sign_in_is_said_to_be_from_before_and_drawn_grey()
    {
        await SignInAsync();
        Nothing();
        Keep("steal-it", Result("another token",
            new Outcome("localStorage", false, "Stolen", "Used."), new Outcome("Cookie", true, "Not found", "Nothing.")));

        var page = Show("steal-it");

        Assert.True(page.Shows("From before"));
        Assert.True(page.Shows("you signed in or out since"));
        Assert.Contains("old", page.Find("#wide-storage-script").ClassName!, StringComparison.Ordinal);
        Assert.Null(page.Find("token-stage").GetAttribute("move"));
    }

    [Fact]
    public void Nobody_can_try_it_who_is_signed_out()
    {
        var page = Show("steal-it");

        Assert.True(page.Shows("Sign in first"));
        Assert.EndsWith("returnUrl=%2Fkeep-it-safe%2Fsteal-it", page.Link("Sign in and come back").GetAttribute("href"),
            StringComparison.Ordinal);
    }

    private void Nothing()
    {
        Storage.Setup<string?>("find", _ => true).SetResult(null);
        Storage.Setup<string?>("findAtServer", _ => true).SetResult(null);
    }
}
