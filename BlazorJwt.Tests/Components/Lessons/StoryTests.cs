using BlazorJwt.Components.Lessons;
using BlazorJwt.Components.Lessons.KeepSafe;
using BlazorJwt.Tests.Support;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components.Web;
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
    [InlineData("predict", null, "steal-it")]
    [InlineData("steal-it", "predict", "act-as-you")]
    [InlineData("check-yourself", "why", null)]
    public void A_step_leads_back_and_on(string slug, string? back, string? on)
    {
        var page = Show(slug);

        Assert.Equal(back is null ? null : $"keep-it-safe/{back}", page.FindAll("[rel=prev]").SingleOrDefault()?.GetAttribute("href"));
        Assert.Equal(on is null ? "call-the-api" : $"keep-it-safe/{on}", page.Find("[rel=next]").GetAttribute("href"));
    }

    [Fact]
    public async Task A_drawer_opens_beside_the_step_takes_the_focus_and_closes_by_its_button_and_by_escape()
    {
        JSInterop.SetupVoid("Blazor._internal.domWrapper.focus", _ => true).SetVoidResult();
        var page = Show("why");

        await page.Button("Details").ClickAsync();
        Assert.True(page.HasRegion("Details"));
        Assert.Single(JSInterop.Invocations["Blazor._internal.domWrapper.focus"]);
        Assert.Equal("true", page.Button("Details").GetAttribute("aria-expanded"));
        await page.Button("Close").ClickAsync();
        Assert.False(page.HasRegion("Details"));

        await page.Button("Sources").ClickAsync();
        await page.Find(".drawers").KeyDownAsync(new KeyboardEventArgs { Key = "Escape" });
        Assert.Empty(page.FindAll(".drawer"));
    }

    private IRenderedComponent<KeepSafePage> Show(string? slug)
    {
        GoTo(slug is null ? "keep-it-safe" : $"keep-it-safe/{slug}");
        return Render<KeepSafePage>(part => part.Add(page => page.Slug, slug));
    }
}
