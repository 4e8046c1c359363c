using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>A visitor without a mouse: what Tab does not reach, they can't use.</summary>
internal static class ByKeyboard
{
    private const int Most = 200;

    /// <summary>Presses Tab until the focus is there; Shift and Tab where the target lies before it.</summary>
    public static async Task TabToAsync(this IPage page, ILocator target)
    {
        await Assertions.Expect(target).ToBeEnabledAsync();
        var isBehind = await target.EvaluateAsync<bool>("element => document.activeElement !== document.body && " +
            "!!(element.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)");
        for (var presses = 0; presses < Most; presses++)
        {
            await page.Keyboard.PressAsync(isBehind ? "Shift+Tab" : "Tab");
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement")) return;
        }

        Assert.Fail($"{Most} presses of Tab do not reach {target}.");
    }

    /// <summary>Goes there with Tab, and presses Enter.</summary>
    public static async Task PressAsync(this IPage page, ILocator target)
    {
        await page.TabToAsync(target);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Goes to the button or link of this name with Tab, and presses Enter.</summary>
    public static Task PressAsync(this IPage page, string name) =>
        page.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true })
            .Or(page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true })));

    /// <summary>Goes to a field with Tab, and types over what is in it.</summary>
    public static async Task WriteAsync(this IPage page, string field, string text)
    {
        await page.TabToAsync(page.GetByLabel(field, new() { Exact = true }));
        await page.Keyboard.PressAsync("ControlOrMeta+a");
        await page.Keyboard.InsertTextAsync(text);
    }
}
