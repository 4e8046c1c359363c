using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class CopyButtonTests : BunitContext
{
    private readonly BunitJSModuleInterop _clipboard;

    public CopyButtonTests() => _clipboard = JSInterop.SetupModule("./Components/Teaching/CopyButton.razor.js");

    [Fact]
    public async Task It_copies_the_text_and_says_so()
    {
        Allow(true);
        var button = Show("a line");

        await button.Button("Copy it").ClickAsync();

        Assert.Equal(["a line"], Assert.Single(_clipboard.Invocations["copy"]).Arguments);
        Assert.Equal("It is on the clipboard.", button.Status());
        Assert.Empty(button.FindAll("textarea"));
    }

    [Fact]
    public async Task A_browser_that_does_not_allow_it_gets_the_text_to_copy_by_hand()
    {
        Allow(false);
        var button = Show("a line");
        Assert.DoesNotContain("a line", button.Markup, StringComparison.Ordinal);

        await button.Button("Copy it").ClickAsync();

        Assert.Equal("The browser did not let the page use the clipboard.", button.Status());
        Assert.Equal("a line", button.Field("Copy it from here").GetAttribute("value"));
    }

    [Fact]
    public async Task Another_text_has_not_been_copied()
    {
        Allow(true);
        var button = Show("a line");
        await button.Button("Copy it").ClickAsync();

        button.Render(part => part.Add(button => button.Text, "another".AsMemory()));

        Assert.Equal("", button.Status());
    }

    [Fact]
    public async Task Where_there_is_nothing_it_copies_nothing()
    {
        var button = Show("");

        await button.Button("Copy it").ClickAsync();

        Assert.Equal("true", button.Button("Copy it").GetAttribute("aria-disabled"));
        Assert.Empty(_clipboard.Invocations);
    }

    private void Allow(bool allowed) => _clipboard.Setup<bool>("copy", _ => true).SetResult(allowed);

    private IRenderedComponent<CopyButton> Show(string text) =>
        Render<CopyButton>(part => part.Add(button => button.Text, text.AsMemory()).AddChildContent("Copy it"));
}
