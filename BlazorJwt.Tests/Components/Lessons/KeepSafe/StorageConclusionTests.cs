using BlazorJwt.Components.Lessons.KeepSafe;
using BlazorJwt.Labs;
using BlazorJwt.Labs.KeepSafe;

namespace BlazorJwt.Tests.Components.Lessons.KeepSafe;

public sealed class StorageConclusionTests
{
    private static readonly string[] Stealable = [PlaceNames.LocalStorage, PlaceNames.SessionStorage, PlaceNames.ScriptMemory,
        PlaceNames.ReadableCookie, PlaceNames.ProtectedStorage];

    [Fact]
    public void Nothing_is_concluded_from_nothing() => Assert.Empty(StorageConclusion.From([]));

    [Fact]
    public void What_the_script_took_is_named_and_the_order_follows_from_it()
    {
        var said = StorageConclusion.From(Column(LabExperiments.Hostile, Stealable.Contains));

        Assert.Equal("In your browser the script carried off 5 of 9 copies: localStorage, sessionStorage, A script’s memory, Cookie " +
            "that scripts can read, ProtectedLocalStorage.", said[0]);
        Assert.Equal("It never saw a token in an HttpOnly cookie.", said[1]);
        Assert.Matches("^So, from strong to weak: .*\\(BFF\\).*\\(token-mediating backend\\).*the browser does it all\\.", said[2]);
        Assert.StartsWith("RFC 10017 (OAuth 2.0 for Browser-Based Applications, §6) gives the order", said[3], StringComparison.Ordinal);
        Assert.Matches("OWASP.*HTML5.*fingerprint cookie.*ASVS 5.0.*14.3.3.*3.3.4.*Reveal", said[3]);
        Assert.Equal(4, said.Count);
    }

    [Fact]
    public void An_HttpOnly_cookie_that_was_read_is_not_explained_away()
    {
        var said = StorageConclusion.From(
            Column(LabExperiments.Hostile, place => place is PlaceNames.LocalStorage or PlaceNames.HttpOnlyLax));

        Assert.Contains(said,
            sentence => sentence.Contains("It could read an HttpOnly cookie. That must not happen", StringComparison.Ordinal));
        Assert.DoesNotContain(said, sentence => sentence.Contains("So, from", StringComparison.Ordinal)
            || sentence.Contains("ASVS", StringComparison.Ordinal));
    }

    [Fact]
    public void A_script_that_found_nothing_proves_no_order()
    {
        Assert.Equal(["In your browser the script found nothing this time.", "It never saw a token in an HttpOnly cookie."],
            StorageConclusion.From(Column(LabExperiments.Hostile, _ => false)));
    }

    [Fact]
    public void A_place_the_browser_kept_nothing_in_is_not_counted()
    {
        var cells = Column(LabExperiments.Hostile, Stealable.Contains)
            .Select(cell => cell.Place == PlaceNames.LocalStorage ? cell with { Harmed = null } : cell).ToArray();

        var said = StorageConclusion.From(cells);

        Assert.Contains("4 of 8 copies: sessionStorage", said[0], StringComparison.Ordinal);
        Assert.DoesNotContain(said, sentence => sentence.Contains("So, from", StringComparison.Ordinal)
            || sentence.Contains("ASVS", StringComparison.Ordinal));
    }

    [Fact]
    public void Acting_and_signing_out_are_told_as_they_were_measured()
    {
        Assert.Contains("it read your orders through 9 of 9 places. No place prevents that. What helps: signing in again",
            Assert.Single(StorageConclusion.From(Column(LabExperiments.ActingInPlace, _ => true))), StringComparison.Ordinal);
        Assert.Equal(["Signing out emptied every place."], StorageConclusion.From(Column(LabExperiments.SignOut, _ => false)));
        Assert.Equal(["Signing out left a copy in sessionStorage. That must not happen."],
            StorageConclusion.From(Column(LabExperiments.SignOut, place => place == PlaceNames.SessionStorage)));
    }

    [Fact]
    public void The_cookie_of_the_visitor_s_own_choice_changes_no_conclusion()
    {
        var column = Column(LabExperiments.Hostile, Stealable.Contains);

        Assert.Equal(StorageConclusion.From(column),
            StorageConclusion.From([.. column, column[0] with { Place = PlaceNames.ChosenCookie }]));
    }

    private static LabResult[] Column(string experiment, Func<string, bool> harmed) =>
        [.. PlaceNames.All.Select(place => new LabResult(experiment, place, "seen", harmed(place), DateTimeOffset.UnixEpoch))];
}
