using BlazorJwt.Components;
using BlazorJwt.Components.Layout;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Layout;

public sealed class ThemeSwitchTests : PageTest
{
    [Theory]
    [InlineData(null, "Theme: system")]
    [InlineData("dark", "Theme: dark")]
    [InlineData("light", "Theme: light")]
    public void The_switch_begins_with_what_the_page_was_drawn_in(string? theme, string words)
    {
        Visit = PagePreferences.Empty with { Theme = theme };

        Assert.True(Render<ThemeSwitch>().HasButton(words));
    }

    [Fact]
    public async Task Each_click_goes_on_from_system_to_dark_to_light_and_round_again()
    {
        var script = JSInterop.SetupModule("./app.js");
        var kept = script.SetupVoid("setTheme", _ => true).SetVoidResult();
        var button = Render<ThemeSwitch>();

        await button.Button("Theme: system").ClickAsync();
        await button.Button("Theme: dark").ClickAsync();
        await button.Button("Theme: light").ClickAsync();

        Assert.True(button.HasButton("Theme: system"));
        Assert.Equal(["dark", "light", null], kept.Invocations.Select(call => call.Arguments[0]));
    }
}
