using BlazorJwt.Components;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Components;

/// <summary>The document knows the presenter mode before it is painted: a reload on a projector does not flash.</summary>
[Trait("needs", "server")]
public sealed class PresentingPageTests(AppFixture app)
{
    [Fact]
    public async Task A_page_on_a_projector_comes_with_its_style_sheet()
    {
        var page = await PageAsync("presenting=yes");

        Assert.Matches("<html [^>]*data-presenting[ >]", page);
        Assert.Matches("<link rel=\"stylesheet\" href=\"presenter\\.[a-z0-9]+\\.css\"", page);
    }

    [Theory]
    [InlineData("theme=dark")]
    [InlineData("presenting=%22%3E")]
    public async Task Any_other_page_does_not_load_it(string preferences)
    {
        var page = await PageAsync(preferences);

        Assert.DoesNotMatch("<html [^>]*data-presenting", page);
        Assert.DoesNotContain("presenter.", page, StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(string preferences)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Add("Cookie", $"{PagePreferences.CookieName}={preferences}");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
