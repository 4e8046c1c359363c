using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Support;

/// <summary>Waits until a page has the address that a click or a key leads to.</summary>
internal static class Arrival
{
    /// <summary>Looks at the address itself, again and again: who waits for the navigation misses one that ended just before.</summary>
    /// <param name="path">The end of the address, without its query.</param>
    public static Task ArrivesAsync(this IPage page, string path) =>
        Assertions.Expect(page).ToHaveURLAsync(new Regex($"{Regex.Escape(path)}([?#].*)?$"));
}
