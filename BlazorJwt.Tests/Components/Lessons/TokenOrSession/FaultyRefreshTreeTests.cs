using BlazorJwt.Components.Lessons.TokenOrSession;
using BlazorJwt.Tests.Api.Client;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.TokenOrSession;

/// <summary>The script's sign-in while the token endpoint is down, busy or slow: the page says so, and the button is there to try
/// again.</summary>
[Trait("needs", "server")]
public sealed class FaultyRefreshTreeTests : PageTest
{
    [Fact]
    public async Task A_sign_in_without_an_answer_says_why()
    {
        var tree = await OpenAsync(FaultyServer.Nowhere());

        await tree.Button("Sign the script in").ClickAsync();

        Assert.Equal("no answer The API could not be reached: nothing answers at its address.", tree.Status());
        Assert.False(tree.Button("Sign the script in").HasAttribute("aria-disabled"));
    }

    [Fact]
    public async Task A_sign_in_that_is_refused_says_so()
    {
        await using var busy = new FaultyServer("HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nContent-Length: " +
            "2\r\nConnection: close\r\n\r\n{}");
        var tree = await OpenAsync(busy.Address);

        await tree.Button("Sign the script in").ClickAsync();

        Assert.Equal("429 The token endpoint refused the sign-in. Wait a few seconds and try again.", tree.Status());
    }

    [Fact]
    public async Task A_sign_in_that_takes_too_long_says_so_and_a_second_press_sends_nothing_more()
    {
        await using var slow = new FaultyServer(answer: null);
        var tree = await OpenAsync(slow.Address);

        var signingIn = tree.Button("Sign the script in").ClickAsync();
        await slow.Asked;
        Assert.Equal("true", tree.Button("Sign the script in").GetAttribute("aria-disabled"));
        await tree.Button("Sign the script in").ClickAsync();
        Clock.Advance(TimeSpan.FromSeconds(10));
        await signingIn;

        Assert.StartsWith("no answer The API did not answer within 10 seconds.", tree.Status(), StringComparison.Ordinal);
        Assert.Single(slow.Heads);
    }

    private async Task<IRenderedComponent<RefreshTree>> OpenAsync(Uri api)
    {
        Settings["Api:Address"] = api.ToString();
        var token = await SignInAsync();
        return Render<RefreshTree>(part => part.Add(tree => tree.Token, token));
    }
}
