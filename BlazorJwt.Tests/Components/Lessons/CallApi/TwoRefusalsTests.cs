using BlazorJwt.Components.Lessons.CallApi;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.CallApi;

/// <summary>401 beside 403, from the real API.</summary>
[Trait("needs", "server")]
public sealed class TwoRefusalsTests : PageTest
{
    public TwoRefusalsTests(AppFixture app) => PutBehind(app);

    [Theory]
    [InlineData("alice", "true", "exp has passed, and the clock skew on top of it.")]
    [InlineData("mira", "true", "exp has passed, and the clock skew on top of it.")]
    [InlineData("alice", "false", "none was sent")]
    public async Task The_first_stands_for_nobody_and_the_second_lacks_the_role(string person, string labs, string token)
    {
        Settings["Labs:Enabled"] = labs;
        var mine = await SignInAsync(person);
        var page = Render<TwoRefusals>(part => part.Add(page => page.Token, mine));

        await page.Button("Send both").ClickAsync();

        Assert.Equal("The first was answered with 401, the second with 403.", page.Status());
        var (unknown, forbidden) = (Facts(page, "401"), Facts(page, "403"));
        Assert.Equal([token, "had nobody to ask"], unknown[..2]);
        Assert.StartsWith("WWW-Authenticate: Bearer realm=\"orders API\"", unknown[2], StringComparison.Ordinal);
        Assert.Equal(
            ["passed every check", "asked for role manager; found no claim role", "WWW-Authenticate: Bearer realm=\"orders API\", " +
                "error=\"insufficient_scope\", error_description=\"The token lacks the role manager.\""],
            forbidden);
        Assert.Equal([403, 401], Log.For(VisitorId).Select(exchange => exchange.Status));
        Assert.DoesNotContain(mine.EncodedSignature, page.Markup, StringComparison.Ordinal);
    }

    private static string[] Facts(IRenderedComponent<TwoRefusals> page, string status) =>
        [.. page.Region(status).QuerySelectorAll("dd").Select(Sight.Text)];
}
