using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Teaching;

/// <summary>A signature is shown after a question, and a button that is pressed keeps its place, so that the focus stays on it. FocusTests
/// presses them in a browser.</summary>
public sealed class RevealSignatureTests : PageTest
{
    [Fact]
    public async Task A_button_that_is_pressed_is_still_there_afterwards()
    {
        var told = new List<bool>();
        var part = Render<RevealSignature>(with => with
            .Add(part => part.Revealed, false)
            .Add(part => part.RevealedChanged, told.Add)
            .AddChildContent("What it costs."));

        await part.Button("Reveal signature").ClickAsync();
        Assert.Equal("true", part.Button("Reveal signature").GetAttribute("aria-expanded"));
        await part.Button("Reveal it").ClickAsync();
        part.Render(with => with.Add(part => part.Revealed, told[^1]));

        Assert.Equal([false, true], told);
        Assert.Equal(["Reveal signature", "Hide it"], part.FindAll("button").Select(button => button.TextContent));
    }

    [Fact]
    public async Task Closing_the_question_hides_what_was_revealed()
    {
        bool? told = null;
        var part = Render<RevealSignature>(with => with
            .Add(part => part.Revealed, true)
            .Add(part => part.RevealedChanged, now => told = now)
            .AddChildContent("What it costs."));
        await part.Button("Reveal signature").ClickAsync();

        await part.Button("Reveal signature").ClickAsync();

        Assert.False(part.HasRegion("Reveal the signature?"));
        Assert.Equal(false, told);
    }
}
