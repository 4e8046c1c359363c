using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Components;
using BlazorJwt.Components.Layout;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Layout;

/// <summary>A page while nobody can tell whether its visitor's token is good: it stands still, says so, and goes on by itself.</summary>
public sealed class UncheckedVisitorTests : PageTest
{
    private readonly Store _store = new();

    public UncheckedVisitorTests() => Services.AddSingleton<IDenylistStore>(_store);

    [Fact]
    public async Task An_open_page_stands_still_for_five_seconds_then_says_so_and_goes_on_by_itself()
    {
        await SignInAsync();
        var notice = Render<SignInNotice>(part => part.Add(notice => notice.Here, "http://localhost/debugger"));
        var visitor = Render<VisitorEcho>();
        _store.IsCurrent = false;

        // The first look finds it out.
        Clock.Advance(TimeSpan.FromSeconds(1));
        Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Empty(notice.Text());

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.StartsWith("Unavailable Whether your token is still good can’t be checked", notice.Status(), StringComparison.Ordinal);
        Assert.Empty(notice.FindAll("a"));
        Assert.Equal($"{VisitorId} signed out", visitor.Text());

        _store.IsCurrent = true;
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(notice.Text());
        Assert.Equal($"{VisitorId} signed in", visitor.Text().Replace(" (redacted)", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_is_revoked_or_expires_in_an_outage_does_not_come_back()
    {
        var token = await SignInAsync();
        var notice = Render<SignInNotice>(part => part.Add(notice => notice.Here, "http://localhost/debugger"));
        _store.IsCurrent = false;
        Clock.Advance(TimeSpan.FromSeconds(1));
        Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.StartsWith("Unavailable", notice.Status(), StringComparison.Ordinal);
        Tokens.Discard(token);
        _store.IsCurrent = true;

        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.StartsWith("Signed out You signed out in another tab, or this session was ended.", notice.Status(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_was_loaded_meanwhile_is_loaded_again_once_somebody_can_tell()
    {
        Visit = PagePreferences.Empty with { Notice = VisitNotice.Unchecked.Sentence };
        _store.IsCurrent = false;
        var notice = Render<SignInNotice>(part => part.Add(notice => notice.Here, "http://localhost/debugger"));
        var navigation = Services.GetRequiredService<BunitNavigationManager>();
        Assert.StartsWith("Unavailable Your sign-in can’t be checked at the moment", notice.Status(), StringComparison.Ordinal);

        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty(navigation.History);

        _store.IsCurrent = true;
        Clock.Advance(TimeSpan.FromSeconds(1));
        notice.WaitForAssertion(() => Assert.True(Assert.Single(navigation.History).Options.ForceLoad));
    }

    private sealed class Store : IDenylistStore
    {
        public bool IsCurrent { get; set; } = true;

        public bool IsShared => true;

        public Task WriteAsync(IReadOnlyCollection<DenylistEntry> entries) => Task.CompletedTask;

        public void WriteLater(DenylistEntry entry)
        {
        }
    }
}
