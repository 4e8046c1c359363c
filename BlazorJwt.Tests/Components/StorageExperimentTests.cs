using BlazorJwt.Api;
using BlazorJwt.Components.Lessons.KeepSafe;
using BlazorJwt.Labs;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens;
using BlazorJwt.Wire;

namespace BlazorJwt.Tests.Components;

public sealed class StorageExperimentTests
{
    private readonly TokenWorld _world = new();
    private readonly IssuedToken _cookie;
    private readonly IssuedToken _copy;
    private readonly StorageExperiment _experiment;

    public StorageExperimentTests()
    {
        (_cookie, _copy) = (_world.Issue(), _world.Issue());
        _experiment = new(_world.Service, _cookie.JwtId) { CopyId = _copy.JwtId };
    }

    [Fact]
    public void Nothing_is_claimed_before_anything_was_tried()
    {
        Assert.All(_experiment.Rows, row => Assert.Equal((Cell.Untried, Cell.Untried, Cell.Untried), (row.Copied, row.Used, row.SentByItself)));
        Assert.False(_experiment.IsComplete);
        Assert.Empty(_experiment.Stolen);
    }

    [Fact]
    public void A_copy_in_localStorage_is_stolen_and_the_HttpOnly_cookie_is_not()
    {
        _experiment.TakeIn(Loot(inStorage: [_copy.Text]));

        Assert.Equal(new("bad", "stolen in 0.4 ms"), _experiment.LocalStorage.Copied);
        Assert.Equal(new("good", "not readable"), _experiment.Cookie.Copied);
        Assert.Equal(new("good", "no whole token in it"), _experiment.Page.Copied);
        Assert.Equal([("localStorage", _copy.Text)], _experiment.Stolen);
    }

    [Fact]
    public void A_signature_revealed_on_the_page_lets_the_page_be_stolen_from()
    {
        _experiment.TakeIn(Loot(inStorage: [_copy.Text], onPage: [_cookie.Text]));

        Assert.Equal("bad", _experiment.Page.Copied.Kind);
        Assert.Contains((_experiment.Page.Name, _cookie.Text), _experiment.Stolen);
    }

    [Fact]
    public void A_cookie_that_a_script_can_read_is_reported_and_not_explained_away()
    {
        _experiment.TakeIn(Loot(inCookies: [_cookie.Text]));

        Assert.Equal("bad", _experiment.Cookie.Copied.Kind);
        Assert.Contains((_experiment.Cookie.Name, _cookie.Text), _experiment.Stolen);
    }

    [Fact]
    public void Without_a_copy_localStorage_is_neither_safe_nor_stolen_from()
    {
        _experiment.CopyId = null;

        _experiment.TakeIn(Loot());

        Assert.Equal(new("untried", "nothing there yet"), _experiment.LocalStorage.Copied);
        Assert.False(_experiment.IsComplete);
    }

    [Fact]
    public void A_token_of_somebody_else_is_not_taken_for_the_copy()
    {
        _experiment.TakeIn(Loot(inStorage: [_world.Token()]));

        Assert.Equal("good", _experiment.LocalStorage.Copied.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.broken.signature")]
    [InlineData("not a token at all")]
    public void Loot_that_can_not_be_read_is_no_theft(string text)
    {
        _experiment.TakeIn(Loot(inStorage: [text]));

        Assert.Equal("good", _experiment.LocalStorage.Copied.Kind);
    }

    [Fact]
    public void A_place_the_script_did_not_report_on_stays_untried()
    {
        _experiment.TakeIn([new Loot("localStorage", [_copy.Text], [], 0.4)]);

        Assert.Equal(Cell.Untried, _experiment.Cookie.Copied);
        Assert.Equal(Cell.Untried, _experiment.Page.Copied);
    }

    [Fact]
    public void A_theft_too_quick_to_measure_is_not_said_to_have_taken_no_time()
    {
        _experiment.TakeIn([new Loot("localStorage", [_copy.Text], [], 0)]);

        Assert.Equal("stolen in 0.1 ms", _experiment.LocalStorage.Copied.Text);
    }

    [Theory]
    [InlineData(200, "bad", "your orders read, 200")]
    [InlineData(401, "good", "refused, 401")]
    [InlineData(403, "good", "refused, 403")]
    [InlineData(null, "untried", "no answer")]
    public void What_the_thief_got_is_what_the_API_answered(int? status, string kind, string text)
    {
        _experiment.TakeIn(_experiment.LocalStorage.Name, Answer(status));

        Assert.Equal(new(kind, text), _experiment.LocalStorage.Used);
    }

    [Fact]
    public void A_place_with_nothing_to_steal_gives_the_thief_nothing_to_use()
    {
        _experiment.TakeIn(_experiment.Cookie.Name, null);
        _experiment.TakeIn(_experiment.Page.Name, Answer(200));

        Assert.Equal(new("good", "nothing to use"), _experiment.Cookie.Used);
        Assert.Equal("bad", _experiment.Page.Used.Kind);
        Assert.Equal(Cell.Untried, _experiment.LocalStorage.Used);
    }

    [Fact]
    public void A_new_attack_forgets_what_the_last_thief_got()
    {
        _experiment.TakeIn(_experiment.LocalStorage.Name, Answer(200));

        _experiment.TakeIn(Loot());

        Assert.Equal(Cell.Untried, _experiment.LocalStorage.Used);
    }

    [Fact]
    public void The_browser_sends_the_cookie_by_itself_and_the_copy_not()
    {
        _experiment.TakeIn(Plain(SampleExchange.TokenCookie(_cookie.Text)));

        Assert.Equal(Cell.Plain("yes, answered 200"), _experiment.Cookie.SentByItself);
        Assert.Equal(Cell.Plain("no"), _experiment.LocalStorage.SentByItself);
        Assert.Equal(Cell.Plain("no"), _experiment.Page.SentByItself);
    }

    [Fact]
    public void A_copy_that_travels_in_a_header_is_seen()
    {
        _experiment.TakeIn(Plain(SampleExchange.Bearer(_copy.Text)));

        Assert.Equal(Cell.Plain("yes"), _experiment.LocalStorage.SentByItself);
        Assert.Equal(Cell.Plain("no"), _experiment.Cookie.SentByItself);
    }

    [Fact]
    public void Another_token_in_the_cookie_is_not_taken_for_the_one_of_this_sign_in()
    {
        _experiment.TakeIn(Plain(SampleExchange.TokenCookie(_world.Token())));

        Assert.Equal(Cell.Plain("no"), _experiment.Cookie.SentByItself);
    }

    [Fact]
    public void The_experiment_is_complete_when_every_place_was_attacked_and_a_plain_request_sent()
    {
        _experiment.TakeIn(Loot(inStorage: [_copy.Text]));
        Assert.False(_experiment.IsComplete);

        _experiment.TakeIn(Plain(SampleExchange.TokenCookie(_cookie.Text)));

        Assert.True(_experiment.IsComplete);
    }

    private static Loot[] Loot(string[]? inStorage = null, string[]? inCookies = null, string[]? onPage = null) =>
    [
        new("localStorage", inStorage ?? [], [], 0.4),
        new("sessionStorage", [], [], 0.1),
        new("document.cookie", inCookies ?? [], [], 0.1),
        new("page", onPage ?? [], [], 2),
    ];

    private static ApiAnswer Answer(int? status)
    {
        var exchange = SampleExchange.Of(status: status);
        return new(status, null, exchange, exchange.Failure);
    }

    private static Exchange Plain(WireHeader sent) => SampleExchange.Of(sent: [sent], lane: WireLane.BrowserFetch);
}
