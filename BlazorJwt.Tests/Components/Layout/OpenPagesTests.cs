using BlazorJwt.Components.Layout;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Microsoft.JSInterop;

namespace BlazorJwt.Tests.Components.Layout;

/// <summary>A server that stops tells its pages and waits for them, and not for ever.</summary>
public sealed class OpenPagesTests : IDisposable
{
    private readonly StopByHand _lifetime = new();
    private readonly FakeTimeProvider _time = new();
    private readonly Dictionary<OpenPage, Browser> _browsers = [];

    [Fact]
    public async Task Each_connected_page_is_told_once_and_the_server_waits_until_it_has_left()
    {
        var pages = new OpenPages(_lifetime, _time);
        pages.Watch();
        var (stays, gone) = (new Browser(), new Browser());
        var (page, former) = (new OpenPage(pages, stays), new OpenPage(pages, gone));
        await former.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);
        await former.OnConnectionDownAsync(null!, TestContext.Current.CancellationToken);
        await page.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);
        Assert.Equal(1, pages.Count);

        var stop = Task.Run(_lifetime.StopApplication, TestContext.Current.CancellationToken);
        await stays.Asked.Task;
        Assert.False(stop.IsCompleted);
        await page.OnConnectionDownAsync(null!, TestContext.Current.CancellationToken);
        await stop;

        Assert.Equal(["import ./server-stops.js"], stays.Calls);
        Assert.Empty(gone.Calls);
        Assert.Equal(0, pages.Count);
    }

    [Fact]
    public async Task A_page_that_never_answers_holds_the_server_up_for_five_seconds()
    {
        var (pages, _, stop) = await StopWithOneAsync();

        _time.Advance(pages.Patience - TimeSpan.FromMilliseconds(1));
        Assert.Equal(TimeSpan.FromMilliseconds(1), pages.Left);
        Assert.False(stop.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        await stop;
        Assert.Equal(1, pages.Count);
        Assert.Equal(TimeSpan.FromSeconds(5), pages.Patience);
    }

    [Fact]
    public async Task A_page_that_answers_slowly_gets_the_time_it_needs_and_not_for_ever()
    {
        var (pages, page, stop) = await StopWithOneAsync();

        foreach (var left in (int[])[5, 5, 5, 4])
        {
            _time.Advance(TimeSpan.FromSeconds(4));
            pages.Hear(page);
            Assert.Equal(TimeSpan.FromSeconds(left), pages.Left);
        }

        Assert.False(stop.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(4));
        await stop;
        Assert.Equal(1, pages.Count);
        Assert.Equal(TimeSpan.FromSeconds(20), pages.Longest);
    }

    [Fact]
    public async Task An_answer_of_a_page_is_a_sign_and_so_is_that_it_was_sent_on()
    {
        var (pages, page, stop) = await StopWithOneAsync();
        var browser = _browsers[page];

        _time.Advance(TimeSpan.FromSeconds(4));
        browser.Imported.SetResult(browser);
        await browser.MovesOn.Task;
        Assert.Equal(TimeSpan.FromSeconds(5), pages.Left);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(TimeSpan.FromSeconds(1), pages.Left);
        Assert.False(stop.IsCompleted);
        await page.OnConnectionDownAsync(null!, TestContext.Current.CancellationToken);
        await stop;

        Assert.Equal(["import ./server-stops.js", "moveOn "], browser.Calls);
        Assert.Equal(0, pages.Count);
    }

    [Fact]
    public async Task A_page_that_comes_in_the_last_moment_is_told_at_once()
    {
        var pages = new OpenPages(_lifetime, _time);
        pages.Watch();
        _lifetime.StopApplication();
        var browser = new Browser();

        await new OpenPage(pages, browser).OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);

        Assert.Equal(["import ./server-stops.js"], browser.Calls);
    }

    /// <inheritdoc/>
    public void Dispose() => _lifetime.Dispose();

    // A server about to stop, whose one page was told just now.
    private async Task<(OpenPages Pages, OpenPage Page, Task Stop)> StopWithOneAsync()
    {
        var (pages, browser) = (new OpenPages(_lifetime, _time), new Browser());
        pages.Watch();
        var page = new OpenPage(pages, browser);
        _browsers[page] = browser;
        await page.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);
        var stop = Task.Run(_lifetime.StopApplication, TestContext.Current.CancellationToken);
        await browser.Asked.Task;
        return (pages, page, stop);
    }

    // Notes what it is asked, and answers when the test says so.
    private sealed class Browser : IJSRuntime, IJSObjectReference
    {
        public List<string> Calls { get; } = [];

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<IJSObjectReference> Imported { get; } = new();

        public TaskCompletionSource MovesOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
        {
            Calls.Add($"{identifier} {string.Join(' ', args ?? [])}");
            Asked.TrySetResult();
            if (identifier == "moveOn") MovesOn.TrySetResult();
            return new(identifier == "import" ? (Task<TValue>)(object)Imported.Task : new TaskCompletionSource<TValue>().Task);
        }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
