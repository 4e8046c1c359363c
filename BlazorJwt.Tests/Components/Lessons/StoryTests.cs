using BlazorJwt.Components.Lessons;
using BlazorJwt.Components.Lessons.KeepSafe;
using BlazorJwt.Tests.Support;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Lessons;

/// <summary>What a lesson that is told in steps does with its addresses.</summary>
public sealed class StoryTests : PageTest
{
    public StoryTests() => SetRendererInfo(new("Server", isInteractive: true));

    private BunitNavigationManager Navigation => Services.GetRequiredService<BunitNavigationManager>();

    [Fact]
    public void The_lesson_s_own_address_leads_to_its_first_step_and_later_to_where_the_visitor_was()
    {
        Show(null);
        Assert.EndsWith("/keep-it-safe/predict", Navigation.Uri, StringComparison.Ordinal);

        Show("why");
        Show(null);

        Assert.EndsWith("/keep-it-safe/why", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_does_not_exist_is_not_found()
    {
        var isMissing = false;
        Navigation.OnNotFound += (_, _) => isMissing = true;

        Assert.Empty(Show("no-such-step").FindAll("h1"));

        Assert.True(isMissing);
    }

    [Fact]
    public void The_focus_goes_to_the_heading_with_the_next_step_and_not_on_arrival()
    {
        var page = Show("predict");
        Assert.Empty(JSInterop.Invocations["Blazor._internal.domWrapper.focus"]);
        JSInterop.SetupVoid("Blazor._internal.domWrapper.focus", _ => true).SetVoidResult();

        page.Render(part => part.Add(page => page.Slug, "why"));

        Assert.Single(JSInterop.Invocations["Blazor._internal.domWrapper.focus"]);
        Assert.Equal("Why it came out like this", page.Find("h1").Text());
    }

    [Theory]
    [InlineData("predict", "read-the-token", "steal-it")]
    [InlineData("steal-it", "predict", "act-as-you")]
    [InlineData("check-yourself", "why", null)]
    public void A_step_leads_back_and_on_and_the_first_and_last_to_other_lessons(string slug, string back, string? on)
    {
        var page = Show(slug);

        Assert.Equal(slug == "predict" ? back : $"keep-it-safe/{back}", page.Find("[rel=prev]").GetAttribute("href"));
        Assert.Equal(on is null ? "call-the-api" : $"keep-it-safe/{on}", page.Find("[rel=next]").GetAttribute("href"));
    }

    [Fact]
    public void The_handout_has_all_steps_with_answers_and_a_step_on_the_screen_has_none()
    {
        Assert.Empty(Show("why").FindAll(".answer"));
        Assert.Empty(Show("predict").FindAll(".answer"));
        SetRendererInfo(new("Static", isInteractive: false));
        // bUnit calls what a prerendering does not.
        JSInterop.SetupModule("./storage.js").Setup<string?>("prepareOtherSite").SetResult(null);

        var handout = Show("print");

        Assert.Equal(6, handout.FindAll("article.step").Count);
        Assert.Equal(5, handout.FindAll(".answer").Count);
    }

    [Fact]
    public void A_visitor_of_the_handout_s_address_is_led_to_the_step_where_they_were()
    {
        Show("print");

        Assert.EndsWith("/keep-it-safe/predict", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drawer_is_a_modal_dialog_and_closes_by_its_button_and_when_the_browser_says_so()
    {
        var script = JSInterop.SetupModule("./Components/Teaching/DrawerButtons.razor.js");
        var show = script.SetupVoid("show", _ => true).SetVoidResult();
        JSInterop.SetupVoid("Blazor._internal.domWrapper.focus", _ => true).SetVoidResult();
        var page = Show("why");

        await page.Button("Details").ClickAsync();
        Assert.Equal("Details", page.Find("dialog h2").Text());
        Assert.Single(show.Invocations);
        await page.Button("Close").ClickAsync();
        Assert.Empty(page.FindAll("dialog"));
        Assert.Single(JSInterop.Invocations["Blazor._internal.domWrapper.focus"]);

        await page.Button("Sources").ClickAsync();
        await page.Find("dialog").TriggerEventAsync("onclose", EventArgs.Empty);
        Assert.Empty(page.FindAll("dialog"));
        Assert.Equal(2, JSInterop.Invocations["Blazor._internal.domWrapper.focus"].Count);
    }

    private IRenderedComponent<KeepSafePage> Show(string? slug)
    {
        GoTo(slug is null ? "keep-it-safe" : $"keep-it-safe/{slug}");
        return Render<KeepSafePage>(part => part.Add(page => page.Slug, slug));
    }
}
