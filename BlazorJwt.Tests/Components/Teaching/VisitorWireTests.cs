using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Support;
using BlazorJwt.Wire;
using Bunit;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class VisitorWireTests : PageTest
{
    [Fact]
    public void While_there_is_nothing_the_visitor_is_told_what_to_do() => Assert.True(Show().Shows("Nothing yet. Try it"));

    [Fact]
    public void An_exchange_appears_as_soon_as_it_is_logged()
    {
        var wire = Show();

        Log.Add(VisitorId, SampleExchange.Of("GET /api/menu HTTP/1.1"));

        wire.WaitForAssertion(() => Assert.True(wire.Shows("GET /api/menu HTTP/1.1")));
        Assert.False(wire.Shows("Nothing yet."));
    }

    [Fact]
    public async Task A_visitor_who_is_signed_out_sees_the_exchange_that_failed_to_sign_in()
    {
        var token = await SignInAsync();
        var wire = Show();
        LetItExpire(token);

        Log.Add(VisitorId, SampleExchange.Of("POST /account/sign-in HTTP/1.1"));

        wire.WaitForAssertion(() => Assert.True(wire.Shows("POST /account/sign-in HTTP/1.1")));
    }

    [Fact]
    public void The_exchanges_of_somebody_else_are_never_shown()
    {
        Log.Add("somebody-else", SampleExchange.Of("GET /api/takings HTTP/1.1"));
        var wire = Show();

        Log.Add("somebody-else", SampleExchange.Of("GET /api/orders HTTP/1.1"));

        Assert.DoesNotContain("/api/", wire.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_stands_open_and_the_earlier_ones_fold_below_it_up_to_a_bound()
    {
        foreach (var path in (string[])["/first", "/second", "/third", "/fourth"]) Log.Add(VisitorId, SampleExchange.Of($"GET {path} HTTP/1.1"));

        var wire = Show(most: 3);

        Assert.Contains("GET /fourth HTTP/1.1", wire.Region("On the wire").Text(), StringComparison.Ordinal);
        Assert.Equal(["GET /third 200", "GET /second 200"], wire.FindAll("summary").Select(Sight.Text));
        Assert.False(wire.Shows("/first"));
    }

    [Fact]
    public void Only_what_the_lesson_is_about_is_shown()
    {
        Log.Add(VisitorId, SampleExchange.Of("GET /api/menu HTTP/1.1"));
        Log.Add(VisitorId, SampleExchange.Of("POST /account/sign-in HTTP/1.1", lane: WireLane.BrowserForm));

        var wire = Show(exchange => exchange.Lane is WireLane.Server);

        Assert.True(wire.Shows("/api/menu"));
        Assert.False(wire.Shows("/account/sign-in"));
    }

    [Fact]
    public async Task A_page_that_was_left_no_longer_listens()
    {
        var wire = Show();
        await DisposeComponentsAsync();

        Log.Add(VisitorId, SampleExchange.Of());

        Assert.Equal(1, wire.RenderCount);
    }

    private IRenderedComponent<VisitorWire> Show(Func<Exchange, bool>? filter = null, int most = 3) =>
        Render<VisitorWire>(part => part.Add(wire => wire.Filter, filter ?? (_ => true)).Add(wire => wire.Most, most));
}
