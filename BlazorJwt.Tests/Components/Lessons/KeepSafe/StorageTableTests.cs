using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components.Lessons.KeepSafe;
using BlazorJwt.Labs;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace BlazorJwt.Tests.Components.Lessons.KeepSafe;

/// <summary>The table and what the page says, without a browser. Browser/StorageTableTests has the real one.</summary>
public sealed class StorageTableTests : PageTest
{
    private LabResults Results => Services.GetRequiredService<LabResults>();

    private string Session => ClaimsPrincipalExtensions.SessionOf(VisitorId)!;

    [Fact]
    public async Task An_untried_cell_says_so_and_there_is_one_for_each_place_and_experiment()
    {
        var duel = Show(await SignInAsync());

        Assert.Equal(PlaceNames.All, duel.FindAll(".duel tbody th").Select(head => head.Text()));
        Assert.Equal(LabExperiments.All, duel.FindAll(".duel thead th").Skip(1).Select(head => head.Text()));
        Assert.All(duel.FindAll(".duel td"), cell => Assert.Equal("not tried", cell.Text()));
        Assert.Equal(PlaceNames.All.Count * LabExperiments.All.Count, duel.FindAll(".duel td").Count);
        Assert.Empty(duel.FindAll(".conclusion"));
    }

    [Fact]
    public async Task A_cell_shows_what_was_measured_with_its_glyph_as_soon_as_it_is_measured()
    {
        var duel = Show(await SignInAsync());

        Results.Add(Session, Cell(LabExperiments.Hostile, "stolen in 0.4 ms", true), Cell(LabExperiments.Thief, "refused, 401", false),
            Cell(LabExperiments.Reload, "kept", null));

        duel.WaitForAssertion(() => Assert.Equal(["stolen in 0.4 ms", "refused, 401", "not tried", "kept"],
            duel.Table("What was measured").Row("localStorage").Cells()[..4]));
        Assert.Equal(
            ["verdict bad", "verdict good", "verdict untried", "verdict seen"],
            duel.FindAll(".duel tbody tr:first-child .verdict").Take(4).Select(verdict => verdict.ClassName));
        Assert.True(duel.Shows("carried off 1 of 1 copies: localStorage."));
    }

    [Fact]
    public async Task The_results_of_another_visitor_are_not_shown()
    {
        Results.Add("somebody else", Cell(LabExperiments.Hostile, "stolen in 0.4 ms", true));

        Assert.All(Show(await SignInAsync()).FindAll(".duel td"), cell => Assert.Equal("not tried", cell.Text()));
    }

    [Fact]
    public async Task A_browser_that_was_closed_finds_its_results_again()
    {
        var token = await SignInAsync();
        Results.Add("session-of-the-test", Cell(LabExperiments.Hostile, "stolen in 0.4 ms", true));

        Assert.True(Show(token).Shows("stolen in 0.4 ms"));
    }

    [Fact]
    public async Task A_browser_that_refuses_storage_gets_a_sentence_and_the_page_lives_on()
    {
        var storage = JSInterop.SetupModule("./storage.js");
        storage.SetupVoid("put", _ => true).SetException(new JSException("The operation is insecure."));
        storage.SetupVoid("fetchCookie", _ => true).SetException(new JSException("Failed to fetch"));
        storage.Setup<string?>("find", _ => true).SetException(new JSException("The operation is insecure."));
        storage.Setup<string?>("findAtServer", _ => true).SetException(new JSException("Failed to fetch"));
        JSInterop.SetupVoid("localStorage.setItem", _ => true).SetException(new JSException("The operation is insecure."));
        JSInterop.Setup<string>("localStorage.getItem", _ => true).SetException(new JSException("The operation is insecure."));
        var duel = Show(await SignInAsync());

        await duel.Button("1 · Put a copy into every place").ClickAsync();

        Assert.True(duel.Shows("Your browser kept none in: localStorage, sessionStorage"));
        Assert.False(duel.Button("2 · Run the hostile script").HasAttribute("aria-disabled"));
    }

    [Fact]
    public async Task A_script_that_the_browser_does_not_run_is_no_measurement()
    {
        var storage = JSInterop.SetupModule("./storage.js");
        storage.SetupVoid("put", _ => true).SetVoidResult();
        storage.SetupVoid("fetchCookie", _ => true).SetVoidResult();
        storage.Setup<string?>("find", _ => true).SetResult(null);
        storage.Setup<string?>("findAtServer", _ => true).SetResult(null);
        JSInterop.SetupVoid("localStorage.setItem", _ => true).SetVoidResult();
        JSInterop.Setup<string>("localStorage.getItem", _ => true).SetResult(null!);
        JSInterop.SetupModule("./labs/hostile.js").SetupVoid("steal", _ => true).SetException(new JSException("blocked"));
        var duel = Show(await SignInAsync());

        await duel.Button("2 · Run the hostile script").ClickAsync();

        Assert.True(duel.Shows("Your browser did not allow this."));
        Assert.Empty(Results.For(Session));
        Assert.False(Progress.IsDone(BlazorJwt.Components.Lessons.Lesson.KeepSafe));
    }

    [Fact]
    public async Task A_look_that_comes_when_the_copies_have_ended_says_nothing_about_the_places()
    {
        var ledger = Services.GetRequiredService<CopyRegistry>();
        ledger.Note(Session, [new(PlaceNames.LocalStorage, "id", Clock.GetUtcNow())]);
        ledger.Await(Session, LabExperiments.Reload);

        var duel = Show(await SignInAsync());

        Assert.True(duel.Shows("The copies had ended before this page could look"));
        Assert.Empty(Results.For(Session));
        Assert.Null(ledger.Awaited(Session));
    }

    [Fact]
    public async Task A_look_that_failed_is_not_taken_for_an_empty_place()
    {
        JSInterop.SetupModule("./storage.js").Setup<string?>("find", _ => true).SetException(new JSException("The operation is insecure."));
        var ledger = Services.GetRequiredService<CopyRegistry>();
        ledger.Note(Session, [new(PlaceNames.LocalStorage, "id", Clock.GetUtcNow().AddMinutes(1))]);
        ledger.Await(Session, LabExperiments.Reload);

        Show(await SignInAsync());

        Assert.Empty(Results.For(Session));
    }

    private static LabResult Cell(string experiment, string observed, bool? harmed) =>
        new(experiment, PlaceNames.LocalStorage, observed, harmed, DateTimeOffset.UnixEpoch);

    private IRenderedComponent<StorageTable> Show(ValidatedToken token) =>
        Render<StorageTable>(part => part.Add(duel => duel.Token, token));
}
