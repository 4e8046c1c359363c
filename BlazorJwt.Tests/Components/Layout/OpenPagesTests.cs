using BlazorJwt.Components.Layout;
using Microsoft.Extensions.Hosting;
using Microsoft.JSInterop;

namespace BlazorJwt.Tests.Components.Layout;

/// <summary>A server that stops tells its pages and waits for them, and not for ever.</summary>
public sealed class OpenPagesTests : IDisposable
{
    private readonly Lifetime _lifetime = new();

    [Fact]
    public async Task Each_connected_page_is_told_once_and_the_server_waits_until_it_has_left()
    {
        var pages = new OpenPages(_lifetime) { Patience = TimeSpan.FromMinutes(1) };
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
    public async Task A_page_that_never_answers_holds_the_server_up_for_a_bounded_time()
    {
        var pages = new OpenPages(_lifetime) { Patience = TimeSpan.FromMilliseconds(100) };
        pages.Watch();
        await new OpenPage(pages, new Browser()).OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);

        _lifetime.StopApplication();

        Assert.Equal(1, pages.Count);
        Assert.Equal(TimeSpan.FromSeconds(3), new OpenPages(_lifetime).Patience);
    }

    [Fact]
    public async Task A_page_that_comes_in_the_last_moment_is_told_at_once()
    {
        var pages = new OpenPages(_lifetime);
        pages.Watch();
        _lifetime.StopApplication();
        var browser = new Browser();

        await new OpenPage(pages, browser).OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);

        Assert.Equal(["import ./server-stops.js"], browser.Calls);
    }

    /// <inheritdoc/>
    public void Dispose() => _lifetime.Dispose();

    // Notes what it is asked, and never answers.
    private sealed class Browser : IJSRuntime
    {
        public List<string> Calls { get; } = [];

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
        {
            Calls.Add($"{identifier} {string.Join(' ', args ?? [])}");
            Asked.TrySetResult();
            return new(new TaskCompletionSource<TValue>().Task);
        }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
