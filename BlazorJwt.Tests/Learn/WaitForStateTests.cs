using BlazorJwt.Components.Lessons.KeepSafe;
using Bunit;

namespace BlazorJwt.Tests.Learn;

/// <summary>
/// Rung 7 of docs/testing.md: something that arrives later. The test waits for the condition, and never for a number of milliseconds.
/// </summary>
public sealed class WaitForStateTests : BunitContext
{
    [Fact]
    public void The_rows_appear_once_the_browser_has_answered()
    {
        var question = JSInterop.Setup<bool>("document.hasFocus");
        var reach = Render<StageReach>();
        Assert.DoesNotContain("document.hasFocus", reach.Markup, StringComparison.Ordinal);

        question.SetResult(true);
        reach.WaitForState(() => reach.FindAll("tr").Count == 4);

        Assert.Equal("works, document.hasFocus() is True", reach.Find("[data-reach='JavaScript interop']").TextContent);
    }
}
