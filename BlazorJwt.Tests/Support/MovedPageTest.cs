using Bunit;
using Microsoft.AspNetCore.Components;

namespace BlazorJwt.Tests.Support;

/// <summary>A page whose server is stopped, and that goes on at another one, with what its experiments showed.</summary>
public abstract class MovedPageTest : PageTest
{
    /// <summary>A text of the page without what stays behind: a signature, and with it the button that reveals it.</summary>
    protected static string Shown(string text) => text.Replace("Reveal signature", "", StringComparison.Ordinal);

    /// <summary>Moves a page, and sees that it shows the same and that nothing hidden went along.</summary>
    protected Task<IRenderedComponent<T>> MovedAsync<T>(IRenderedComponent<T> page, Func<IRenderedComponent<T>> open, params string[] hidden)
        where T : class, IComponent => MovedAsync(page, open, () => { }, hidden);

    /// <summary>The same, when the server has more to forget than the wire log.</summary>
    protected async Task<IRenderedComponent<T>> MovedAsync<T>(IRenderedComponent<T> page, Func<IRenderedComponent<T>> open, Action forget, params string[] hidden)
        where T : class, IComponent
    {
        var shown = Shown(page.Text());
        var gone = await MoveAsync();
        forget();
        var moved = open();
        Assert.Equal(shown, Shown(moved.Text()));
        Assert.All(hidden, text => Assert.DoesNotContain(text, gone, StringComparison.Ordinal));
        return moved;
    }
}
