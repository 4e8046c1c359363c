using BlazorJwt.Components.Layout;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Learn;

/// <summary>
/// Rung 3 of docs/testing.md: a JavaScript module. There is no browser, so the test says which calls it expects and what they return.
/// </summary>
public sealed class ScriptModuleTests : BunitContext
{
    [Fact]
    public async Task A_click_tells_the_module_of_the_page_the_new_theme()
    {
        // Strict is bUnit's default: a call that no test set up throws, so nothing is called by accident.
        JSInterop.Mode = JSRuntimeMode.Strict;
        var setTheme = JSInterop.SetupModule("./app.js").SetupVoid("setTheme", "dark").SetVoidResult();
        Services.AddScoped<PageScript>();
        var theme = Render<ThemeSwitch>();

        await theme.Find("button").ClickAsync();

        setTheme.VerifyInvoke("setTheme");
        Assert.Equal("Theme: dark", theme.Find("button").GetAttribute("aria-label"));
    }
}
