using BlazorJwt.Components;
using BlazorJwt.Hosting;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tests.Components;

/// <summary>What goes along when a page moves from a server that stops, and what does not. The lessons' own tests have what each of them keeps.</summary>
public sealed class LastResultsTests : PageTest
{
    [Fact]
    public void A_result_goes_to_the_next_server_once()
    {
        using var kept = Last.Carry("one", () => new Result("measured", 3), _ => Assert.Fail("Nothing came here."));
        Stop();
        var packed = Last.Pack();

        Last.Unpack(packed);

        Assert.Equal(new("measured", 3), Came("one"));
        Assert.Null(Came("one"));
    }

    [Fact]
    public void While_the_server_does_not_stop_nothing_is_kept_of_a_circuit()
    {
        using var kept = Last.Carry("one", () => new Result("measured", 3), _ => { });

        Assert.Null(Last.Pack());
        Stop();
        Assert.NotNull(Last.Pack());
    }

    [Fact]
    public void A_component_that_is_gone_is_not_asked_and_one_without_a_result_keeps_nothing()
    {
        var asked = false;
        Last.Carry("gone", () => new Result($"{asked = true}", 1), _ => { }).Dispose();
        using var empty = Last.Carry<Result>("empty", () => null, _ => { });
        using var one = Last.Carry("one", () => new Result("measured", 3), _ => { });
        Stop();

        Assert.Equal("""{"one":{"Word":"measured","Figure":3}}""", Opened(Last.Pack()));
        Assert.False(asked);
    }

    [Fact]
    public void Who_took_a_name_over_keeps_it_when_the_former_goes()
    {
        var former = Last.Carry("one", () => new Result("former", 1), _ => { });
        using var now = Last.Carry("one", () => new Result("now", 2), _ => { });
        former.Dispose();
        Stop();

        Last.Unpack(Last.Pack());

        Assert.Equal("now", Came("one")?.Word);
    }

    [Fact]
    public void What_is_too_large_stays_behind_and_the_rest_goes()
    {
        var noise = Convert.ToBase64String(Enumerable.Range(0, 150_000).Select(_ => (byte)Random.Shared.Next(256)).ToArray());
        using var large = Last.Carry("large", () => new Result(noise, 1), _ => { });
        using var small = Last.Carry("small", () => new Result("small", 2), _ => { });
        using var huge = Last.Carry("huge", () => new Result(new('a', 1024 * 1024), 3), _ => { });
        Stop();

        var packed = Last.Pack()!;
        Last.Unpack(packed);

        // Three times written in base64 it fits into a message of a page.
        Assert.InRange(packed.Length * 64 / 27, 1, Services.GetRequiredService<IOptions<HostingOptions>>().Value.MaxHubMessageBytes);
        Assert.Equal("small", Came("small")?.Word);
        Assert.Null(Came("large"));
        Assert.Null(Came("huge"));
    }

    [Fact]
    public void A_result_that_can_not_be_written_costs_the_others_nothing()
    {
        using var broken = Last.Carry<Result>("broken", () => throw new InvalidOperationException(), _ => { });
        using var good = Last.Carry("good", () => new Result("good", 1), _ => { });
        Stop();

        Last.Unpack(Last.Pack());

        Assert.Equal("good", Came("good")?.Word);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 2, 3 })]
    public void What_can_not_be_opened_is_no_loss(byte[] packed)
    {
        Last.Unpack(packed);

        Assert.Null(Came("one"));
    }

    [Fact]
    public void What_another_version_wrote_is_read_when_all_of_it_is_there_and_known()
    {
        using var shorter = Last.Carry("lacks something", () => new { Word = "measured" }, _ => { });
        using var unknown = Last.Carry("unknown word", () => new { Day = "Someday" }, _ => { });
        using var longer = Last.Carry("has more", () => new { Word = "measured", Figure = 3, More = "new" }, _ => { });
        Stop();

        Last.Unpack(Last.Pack());

        Assert.Null(Came("lacks something"));
        Last.Carry<Calendar>("unknown word", () => null, _ => Assert.Fail("There is no such day.")).Dispose();
        Assert.Equal(new("measured", 3), Came("has more"));
    }

    [Fact]
    public void What_nobody_took_is_forgotten_with_the_page()
    {
        using var kept = Last.Carry("one", () => new Result("measured", 3), _ => { });
        Stop();
        Last.Unpack(Last.Pack());

        Last.Forget();

        Assert.Null(Came("one"));
    }

    [Fact]
    public async Task Whatever_a_component_hands_in_no_token_that_works_and_no_secret_goes_along()
    {
        var token = await SignInAsync();
        var refresh = (await Services.GetRequiredService<BlazorJwt.Tokens.Refresh.RefreshTokens>().StartAsync(new() { Subject = "alice", ClientId = "test" }, null, "here")).Refresh;
        var secret = BlazorJwt.Accounts.Machines.MachineSecret.Create().Text;
        using var careless = Last.Carry("careless", () => new Result($"Bearer {token.EncodedToken}, {refresh} & {secret}", 1), _ => { });
        Stop();

        var text = Opened(Last.Pack());

        Assert.Contains(token.EncodedPayload, text, StringComparison.Ordinal);
        Assert.All([token.EncodedSignature, refresh!, secret, secret[17..]], hidden => Assert.DoesNotContain(hidden, text, StringComparison.Ordinal));
        Last.Unpack(Last.Pack());
        Assert.Contains($"{token.EncodedPayload}.••••••, ", Came("careless")!.Word, StringComparison.Ordinal);
    }

    private Result? Came(string key)
    {
        Result? came = null;
        Last.Carry<Result>(key, () => null, result => came = result).Dispose();
        return came;
    }

    private sealed record Result(string Word, int Figure);

    private sealed record Calendar(DayOfWeek Day);
}
