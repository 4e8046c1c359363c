using BlazorJwt.Components.Lessons.Start;
using Bunit;
using Bunit.TestDoubles;

namespace BlazorJwt.Tests.Learn;

/// <summary>
/// Rung 6 of docs/testing.md: a page without a child that needs services. The stub takes its place and keeps its parameters.
/// </summary>
public sealed class StubbedChildTests : BunitContext
{
    [Fact]
    public void The_start_page_needs_no_token_service_without_its_token()
    {
        ComponentFactories.AddStub<MinuteToken>();

        var page = Render<StartPage>();

        Assert.NotNull(page.FindComponent<Stub<MinuteToken>>());
        Assert.Equal("sign-in", page.Find("a.primary").GetAttribute("href"));
    }
}
