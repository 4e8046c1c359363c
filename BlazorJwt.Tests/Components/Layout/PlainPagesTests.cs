using BlazorJwt.Components.Layout;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Layout;

/// <summary>The pages that nobody wants to see, and the dialog.</summary>
public sealed class PlainPagesTests : PageTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unknown_address_says_so_and_leads_back(bool signedIn)
    {
        if (signedIn) await SignInAsync();

        var page = Render<NotFoundPage>();

        Assert.NotNull(page.Heading("There is no such page"));
        Assert.Equal("", page.Link("To the start").GetAttribute("href"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_error_is_ours_and_the_visitor_stays_signed_in(bool signedIn)
    {
        if (signedIn) await SignInAsync();

        var page = Render<ErrorPage>();

        Assert.True(page.Shows("It is our fault, not yours. Try again; you stay signed in."));
        Assert.Equal("", page.Link("To the start").GetAttribute("href"));
    }

    [Fact]
    public void An_error_names_the_request_so_that_it_can_be_found_in_the_log()
    {
        Services.AddCascadingValue<HttpContext>(_ => new DefaultHttpContext { TraceIdentifier = "request-42" });

        Assert.True(Render<ErrorPage>().Shows("Request request-42."));
    }

    [Fact]
    public void The_dialog_for_a_broken_connection_has_the_ids_that_Blazor_looks_for()
    {
        var dialog = Render<ReconnectModal>();

        Assert.Equal("DIALOG", dialog.Find("#components-reconnect-modal").TagName);
        Assert.NotNull(dialog.Find("#components-seconds-to-next-attempt"));
        Assert.True(dialog.HasButton("Try again"));
        Assert.Single(dialog.FindAll("button"));
    }
}
