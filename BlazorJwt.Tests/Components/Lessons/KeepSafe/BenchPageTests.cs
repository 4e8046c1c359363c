using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components.Lessons.KeepSafe;
using BlazorJwt.Labs;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Lessons.KeepSafe;

/// <summary>Who looks into the places after signing out: the page that comes after, and not the one that is about to be left.</summary>
public sealed class BenchPageTests : PageTest
{
    private CopyRegistry Ledger => Services.GetRequiredService<CopyRegistry>();

    private string Session => ClaimsPrincipalExtensions.SessionOf(VisitorId)!;

    [Fact]
    public async Task The_page_that_is_about_to_be_left_does_not_take_the_look_away()
    {
        var token = await SignInAsync();
        var page = Render<BenchPage>();
        Ledger.Await(Session, LabExperiments.SignOut);

        SignOutElsewhere(token);

        await page.WaitForAssertionAsync(() => Assert.True(page.Shows("Sign in first")));
        Assert.False(page.Shows("What signing out left behind"));
        Assert.Equal(LabExperiments.SignOut, Ledger.Awaited(Session));
    }
}
