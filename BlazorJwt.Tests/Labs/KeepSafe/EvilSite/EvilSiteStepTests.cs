using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Labs.KeepSafe.EvilSite;

/// <summary>The same lab for a step of the lesson, which asks one question. Browser/KeepSafeStoryTests presses its button.</summary>
[Trait("needs", "server")]
public sealed class EvilSiteStepTests(AppFixture app)
{
    [Fact]
    public async Task For_a_step_of_the_lesson_there_are_three_cookies_that_differ_in_SameSite_alone_and_one_button()
    {
        using var session = app.OpenSession();
        using var page = await session.Client.SendGetAsync("/");
        using var begun = await session.Client.SendGetAsync("/labs/evil-site?step=true");

        var cookies = begun.Headers.GetValues("Set-Cookie").Where(line => line.StartsWith("BlazorJwt-Lab-", StringComparison.Ordinal))
            .Select(line => line.ToLowerInvariant().Split("; ")).ToArray();

        Assert.Equal(3, cookies.Length);
        Assert.Single(cookies.Select(parts => string.Join("; ", parts.Skip(1).Where(IsNotSameSite))).Distinct());

        static bool IsNotSameSite(string part) => !part.StartsWith("samesite", StringComparison.Ordinal);
    }
}
