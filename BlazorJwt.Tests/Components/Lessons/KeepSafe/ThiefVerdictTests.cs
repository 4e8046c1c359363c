using BlazorJwt.Api.Client;
using BlazorJwt.Components.Lessons.KeepSafe;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Components.Lessons.KeepSafe;

public sealed class ThiefVerdictTests
{
    private static readonly PlacedCopy Copy = new(PlaceNames.LocalStorage, "the-copy", DateTimeOffset.MaxValue);

    [Fact]
    public void A_copy_that_is_not_in_the_box_was_not_found_and_gave_nothing_to_use() =>
        Assert.Equal([("not found", false), ("nothing to use", false)], Read(Stolen(200) with { JwtId = "another" }));

    [Theory]
    [InlineData(200, "orders read, 200", true)]
    [InlineData(401, "refused, 401", false)]
    [InlineData(403, "refused, 403", false)]
    [InlineData(null, "no answer", null)]
    public void What_the_thief_got_is_what_the_API_answered(int? status, string observed, bool? harmed) =>
        Assert.Equal([("stolen in 0.4 ms", true), (observed, harmed)], Read(Stolen(status)));

    [Fact]
    public void A_theft_too_quick_to_measure_is_not_said_to_have_taken_no_time() =>
        Assert.Equal("stolen in under 0.1 ms", Read(Stolen(200) with { Milliseconds = 0 })[0].Observed);

    [Fact]
    public void A_token_overheard_or_encrypted_is_told_as_that()
    {
        Assert.Equal("overheard when used", Read(Stolen(200) with { From = "fetch" })[0].Observed);
        Assert.Equal([("ciphertext copied", true), ("opened by the app, orders read, 200", true)],
            Read(Stolen(200) with { WasEncrypted = true }));
    }

    private static (string Observed, bool? Harmed)[] Read(StolenToken stolen) =>
        [.. ThiefVerdict.Cells(Copy, new(["localStorage"], [stolen]), DateTimeOffset.UnixEpoch)
            .Select(cell => (cell.Observed, cell.Harmed))];

    private static StolenToken Stolen(int? status)
    {
        var exchange = SampleExchange.Of(status: status);
        return new("localStorage", PlaceNames.LocalStorage, Copy.JwtId, 0.4, false,
            new ApiAnswer(status, null, exchange, exchange.Failure));
    }
}
