using BlazorJwt.Components.Lessons;
using BlazorJwt.Components.Lessons.KeepSafe;
using BlazorJwt.Labs;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Wire;
using Bunit;
using Microsoft.JSInterop;

namespace BlazorJwt.Tests.Components.Lessons.KeepSafe;

/// <summary>The test plays the browser; the API that the thief calls is the real one.</summary>
public sealed class StorageDuelTests : PageTest
{
    private readonly BunitJSModuleInterop _storage;
    private readonly BunitJSModuleInterop _hostile;
    private readonly JSRuntimeInvocationHandler _put;

    public StorageDuelTests(AppFixture app)
    {
        PutBehind(app);
        _storage = JSInterop.SetupModule("./storage.js");
        _hostile = JSInterop.SetupModule("./labs/hostile.js");
        _put = _storage.SetupVoid("put", _ => true).SetVoidResult();
        _storage.SetupVoid("remove", _ => true).SetVoidResult();
        _storage.Setup<int>("sendPlainRequest", _ => true).SetResult(200);
    }

    [Fact]
    public async Task The_thief_reads_the_orders_with_the_copy_and_never_sees_the_cookie()
    {
        var token = await SignInAsync();
        var duel = Show(token);

        await duel.Button("1 · Put a copy into localStorage").ClickAsync();
        ScriptFinds(inStorage: PutCopy());
        await duel.Button("2 · Run the hostile script").ClickAsync();
        Log.Add(VisitorId, SampleExchange.Of(sent: [SampleExchange.TokenCookie(token.EncodedToken)], lane: WireLane.BrowserFetch));
        await duel.Button("3 · Send a plain request").ClickAsync();

        Assert.Equal(["stolen in 0.4 ms", "your orders read, 200", "no"], Row(duel, "localStorage"));
        Assert.Equal(["not readable", "nothing to use", "yes, answered 200"], Row(duel, "HttpOnly cookie"));
        Assert.True(duel.Shows("the script took the token out of localStorage, and never saw the one in the HttpOnly cookie"));
        Assert.True(Progress.IsDone(Lesson.KeepSafe));
        Assert.DoesNotContain(PutCopy().Split('.')[2], duel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_copy_is_a_token_of_its_own_and_never_the_visitors()
    {
        var token = await SignInAsync();

        await Show(token).Button("1 · Put a copy into localStorage").ClickAsync();

        Assert.NotEqual(token.EncodedToken, PutCopy());
        var copy = await Tokens.ValidateAsync(PutCopy());
        Assert.True(copy.Accepted);
        Assert.Equal("orders.read", copy.Token!.GetPayloadValue<string>("scope"));
    }

    [Fact]
    public async Task A_signature_revealed_on_the_page_is_stolen_from_the_page()
    {
        var token = await SignInAsync();
        var duel = Show(token);

        ScriptFinds(onPage: token.EncodedToken);
        await duel.Button("2 · Run the hostile script").ClickAsync();

        Assert.Equal(["stolen in 2.0 ms", "your orders read, 200", "not tried"], Row(duel, "The page’s own text"));
    }

    [Fact]
    public async Task A_script_that_finds_nothing_is_reported_as_that()
    {
        var duel = Show(await SignInAsync());

        ScriptFinds();
        await duel.Button("2 · Run the hostile script").ClickAsync();

        Assert.True(duel.Shows("The script looked everywhere and found no whole token."));
        Assert.Equal("nothing there yet", Row(duel, "localStorage")[0]);
    }

    [Fact]
    public async Task A_plain_request_that_the_server_never_saw_is_not_invented()
    {
        var duel = Show(await SignInAsync());

        await duel.Button("3 · Send a plain request").ClickAsync();

        Assert.True(duel.Shows("the server saw none of it"));
    }

    [Fact]
    public async Task Cleaning_up_takes_the_copy_away_and_begins_anew()
    {
        var duel = Show(await SignInAsync());
        await duel.Button("1 · Put a copy into localStorage").ClickAsync();

        await duel.Button("Clean up").ClickAsync();

        _storage.VerifyInvoke("remove");
        Assert.True(duel.Button("Clean up").HasAttribute("disabled"));
        Assert.Equal(["not tried", "not tried", "not tried"], Row(duel, "localStorage"));
    }

    [Fact]
    public async Task A_browser_that_refuses_storage_gets_a_sentence_and_the_page_lives_on()
    {
        _storage.SetupVoid("put", _ => true).SetException(new JSException("The operation is insecure."));
        var duel = Show(await SignInAsync());

        await duel.Button("1 · Put a copy into localStorage").ClickAsync();

        Assert.True(duel.Shows("Your browser did not allow this."));
        Assert.True(duel.Button("Clean up").HasAttribute("disabled"));
    }

    private string PutCopy() => (string)_put.Invocations["put"][^1].Arguments[1]!;

    private void ScriptFinds(string? inStorage = null, string? onPage = null) => _hostile.Setup<Loot[]>("steal").SetResult(
    [
        new("localStorage", inStorage is null ? [] : [inStorage], [], 0.4),
        new("sessionStorage", [], [], 0.1),
        new("document.cookie", [], [], 0.1),
        new("page", onPage is null ? [] : [onPage], [], 2),
    ]);

    private IRenderedComponent<StorageDuel> Show(CheckedToken token) =>
        Render<StorageDuel>(part => part.Add(duel => duel.Token, token).Add(duel => duel.VisitorId, VisitorId));

    private static string[] Row(IRenderedComponent<StorageDuel> duel, string place) =>
        [.. duel.FindAll("tbody tr").Single(row => row.QuerySelector("th")!.Text().StartsWith(place, StringComparison.Ordinal)).Cells()];
}
