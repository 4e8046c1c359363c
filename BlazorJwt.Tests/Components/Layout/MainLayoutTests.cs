using AngleSharp.Dom;
using BlazorJwt.Components.Layout;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace BlazorJwt.Tests.Components.Layout;

public sealed class MainLayoutTests : PageTest
{
    private readonly BunitJSModuleInterop _script;

    public MainLayoutTests()
    {
        _script = JSInterop.SetupModule("./app.js");
        _script.SetupVoid("circuitIsUp").SetVoidResult();
    }

    [Fact]
    public void The_page_is_told_once_that_its_buttons_work()
    {
        var page = Render<MainLayout>();
        page.Render();

        _script.VerifyInvoke("circuitIsUp", 1);
    }

    [Fact]
    public void A_page_that_is_closed_before_it_is_up_is_no_error()
    {
        _script.SetupVoid("circuitIsUp").SetException(new JSDisconnectedException("The page is closed."));

        var page = Render<MainLayout>();

        _script.VerifyInvoke("circuitIsUp", 1);
        Assert.NotNull(page.Find("#main"));
    }

    [Fact]
    public void Whoever_goes_by_keyboard_can_skip_to_the_lesson()
    {
        GoTo("keep-it-safe");

        var page = Render<MainLayout>();

        Assert.Equal("/keep-it-safe#main", page.Link("Skip to the lesson").GetAttribute("href"));
        Assert.Equal("MAIN", page.Find("#main").TagName);
    }

    [Fact]
    public void The_page_of_the_lesson_stands_in_the_main_part()
    {
        var page = Render<MainLayout>(layout => layout.Add(part => part.Body, "<h1>The lesson</h1>"));

        Assert.NotNull(page.Heading("The lesson").Closest("main"));
    }

    [Fact]
    public void A_lesson_done_is_kept_in_the_browser()
    {
        var kept = _script.SetupVoid("keepProgress", _ => true).SetVoidResult();
        Render<MainLayout>();

        Progress.MarkDone(Lesson.ReadToken);
        Progress.MarkDone(Lesson.ReadToken);

        var call = Assert.Single(kept.Invocations);
        Assert.Equal(ProgressCookie.Name, call.Arguments[0]);
        Assert.Equal(["read-the-token"], Services.GetRequiredService<ProgressCookie>().Read((string)call.Arguments[1]!).Done);
    }

    [Fact]
    public void What_has_to_be_said_when_script_or_web_sockets_are_missing_is_there_from_the_start()
    {
        var page = Render<MainLayout>();

        Assert.True(page.Find("#no-circuit").HasAttribute("hidden"));
        Assert.Contains("Script is off", page.Find("noscript").InnerHtml, StringComparison.Ordinal);
        Assert.True(page.Find("#blazor-error-ui").HasAttribute("hidden"));
    }
}
