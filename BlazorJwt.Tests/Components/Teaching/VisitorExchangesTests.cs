using BlazorJwt.Components.Teaching;
using BlazorJwt.HttpLog;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class VisitorExchangesTests : PageTest
{
    [Fact]
    public void While_there_is_nothing_the_visitor_is_told_what_to_do() => Assert.True(Show().Shows("Requests and their responses appear here."));

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
        Log.Add("somebody-else", SampleExchange.Of("GET /api/sales-total HTTP/1.1"));
        var wire = Show();

        Log.Add("somebody-else", SampleExchange.Of("GET /api/orders HTTP/1.1"));

        Assert.DoesNotContain("/api/", wire.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_stands_open_and_the_earlier_ones_fold_below_it_up_to_a_bound()
    {
        foreach (var path in (string[])["/first", "/second", "/third", "/fourth"])
            Log.Add(VisitorId, SampleExchange.Of($"GET {path} HTTP/1.1"));

        var wire = Show(most: 3);

        Assert.Contains("GET /fourth HTTP/1.1", wire.Region("On the wire").Text(), StringComparison.Ordinal);
        Assert.Equal(["GET /third 200 this server · 1.5 ms · 100 bytes out, 100 back", "GET /second 200 this server · 1.5 ms · 100 " +
            "bytes out, 100 back"], wire.FindAll("summary").Select(Sight.Text));
        Assert.False(wire.Shows("/first"));
    }

    [Fact]
    public void Only_what_the_lesson_is_about_is_shown()
    {
        Log.Add(VisitorId, SampleExchange.Of("GET /api/menu HTTP/1.1"));
        Log.Add(VisitorId, SampleExchange.Of("POST /account/sign-in HTTP/1.1", lane: ExchangeSender.BrowserForm));

        var wire = Show(exchange => exchange.Sender is ExchangeSender.Server);

        Assert.True(wire.Shows("/api/menu"));
        Assert.False(wire.Shows("/account/sign-in"));
    }

    [Theory]
    [InlineData("Sent by", "your browser’s fetch", "GET /api/sales-total HTTP/1.1", "2 of 4")]
    [InlineData("Status", "4xx", "GET /api/sales-total HTTP/1.1", "1 of 4")]
    [InlineData("Status", "no answer", "GET /api/menu HTTP/1.1", "1 of 4")]
    [InlineData("Request", "POST /account/sign-in", "POST /account/sign-in HTTP/1.1", "1 of 4")]
    public async Task A_visitor_can_choose_among_the_exchanges_by_sender_status_and_request(string field, string choice,
        string newest, string count)
    {
        Log.Add(VisitorId, SampleExchange.Of("POST /account/sign-in HTTP/1.1", status: 303, lane: ExchangeSender.BrowserForm));
        Log.Add(VisitorId, SampleExchange.Of("GET /api/orders HTTP/1.1", lane: ExchangeSender.BrowserFetch));
        Log.Add(VisitorId, SampleExchange.Of("GET /api/sales-total HTTP/1.1", status: 403, lane: ExchangeSender.BrowserFetch));
        Log.Add(VisitorId, SampleExchange.Of("GET /api/menu HTTP/1.1", status: null));
        var wire = Show(most: 4, filterable: true);
        Assert.Equal("4 of 4", wire.Status());

        await wire.ChooseAsync(field, choice);

        Assert.Equal(count, wire.Status());
        Assert.Contains(newest, wire.Region("On the wire").Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_that_fits_nothing_says_so_and_what_comes_in_later_is_chosen_from_too()
    {
        Log.Add(VisitorId, SampleExchange.Of("GET /api/orders HTTP/1.1"));
        Log.Add(VisitorId, SampleExchange.Of("GET /api/menu HTTP/1.1", status: 403));
        var wire = Show(filterable: true);

        await wire.ChooseAsync("Request", "GET /api/orders");
        await wire.ChooseAsync("Status", "4xx");
        Assert.True(wire.Shows("None of your exchanges is like that."));
        Log.Add(VisitorId, SampleExchange.Of("GET /api/orders HTTP/1.1", status: 401));

        wire.WaitForAssertion(() => Assert.Equal("1 of 3", wire.Status()));
        Assert.True(wire.Shows("401 Whatever"));
    }

    [Fact]
    public async Task A_page_that_was_left_no_longer_listens()
    {
        var wire = Show();
        await DisposeComponentsAsync();

        Log.Add(VisitorId, SampleExchange.Of());

        Assert.Equal(1, wire.RenderCount);
    }

    private IRenderedComponent<VisitorExchanges> Show(Func<Exchange, bool>? filter = null, int most = 3, bool filterable = false) =>
        Render<VisitorExchanges>(part => part.Add(wire => wire.Filter, filter ?? (_ => true)).Add(wire => wire.Most, most)
            .Add(wire => wire.Filterable, filterable));
}
