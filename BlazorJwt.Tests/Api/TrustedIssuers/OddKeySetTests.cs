using System.Text.Json;
using BlazorJwt.Api.TrustedIssuers;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tests.Api.TrustedIssuers;

/// <summary>An odd entry of an issuer's key set costs that key and no other, and a kid that keys share is told apart by what the token
/// needs.</summary>
[Trait("needs", "node"), Trait("needs", "server")]
public sealed class OddKeySetTests
{
    private static readonly string[] Accepted = ["RS256", "PS256", "ES256"];

    public static TheoryData<string> Names => [.. OddKeySets.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_token_is_judged_by_the_key_that_fits_it(string name)
    {
        var odd = OddKeySets.All[name];

        var (verdict, trouble) = await JudgeAsync(odd, Accepted);

        Assert.True(odd.IsAccepted == verdict.Accepted, $"{verdict.Refusal?.Kind}: {verdict.Refusal?.Explanation} {trouble}");
        if (!odd.IsAccepted) Assert.Equal(TokenCheckKind.Key, verdict.Refusal!.Kind);
        if (odd.IsAccepted) Assert.Null(trouble);
    }

    [Fact]
    public async Task Another_library_decides_alike_but_where_the_list_says_why_not()
    {
        var all = OddKeySets.All.ToArray();
        var input = JsonSerializer.Serialize(
            all.Select(odd => new { keySet = odd.Value.KeySet, token = odd.Value.Token("https://issuer.example"), algorithms = Accepted }));

        var found = JsonSerializer.Deserialize<string[]>(
            await NodeFolder.RunAsync("BlazorJwt.Tests/Conformance/Node", "key-sets.mjs", input, TestContext.Current.CancellationToken))!;

        Assert.Equal(all.Length, found.Length);
        Assert.All(all.Zip(found), pair => Assert.True(
            pair.First.Value.IsAccepted == (pair.Second == "accepted") == pair.First.Value.JoseDiffers is null,
                $"{pair.First.Key}: jose says {pair.Second}"));
    }

    [Fact]
    public async Task Where_nobody_can_tell_which_key_is_meant_the_refusal_says_so()
    {
        var (_, trouble) = await JudgeAsync(
            OddKeySets.All["one kid, two keys, one alg, and another kid"] with { KeyId = "twin" }, Accepted);

        Assert.Contains("two keys with this kid and the same alg", trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_say_which_algorithms_a_key_without_alg_serves()
    {
        var noAlg = OddKeySets.All["no alg, PS256"];

        Assert.Equal(TokenCheckKind.Algorithm, (await JudgeAsync(noAlg, ["RS256"])).Verdict.Refusal?.Kind);
        Assert.True((await JudgeAsync(noAlg, ["RS256", "PS256"])).Verdict.Accepted);
        Assert.True((await JudgeAsync(noAlg, ["PS256"])).Verdict.Accepted);
        Assert.True((await JudgeAsync(noAlg, ["ES256", "PS256"])).Verdict.Accepted);
    }

    [Fact]
    public async Task A_set_larger_than_the_setting_is_not_read()
    {
        var (verdict, trouble) = await JudgeAsync(OddKeySets.All["two hundred keys"], Accepted, maxAnswerBytes: 64 * 1024);

        Assert.False(verdict.Accepted);
        Assert.StartsWith("The keys of this issuer could not be fetched.", trouble, StringComparison.Ordinal);
    }

    private static async Task<(TokenVerdict Verdict, string? Trouble)> JudgeAsync(OddKeySets.Case odd, string[] algorithms,
        int maxAnswerBytes = 256 * 1024)
    {
        await using var issuer = await ForeignIssuer.StartAsync();
        issuer.KeySet = odd.KeySet;
        var world = new TokenWorld();
        var list = new TrustedIssuerList();
        list.Entries.Add(new() { Authority = issuer.Issuer, Audience = "orders-here", Algorithms = [.. algorithms], Types = ["at+jwt"] });
        using var trusted = new TrustedIssuerRegistry(Options.Create(list),
            Options.Create(new IssuerOptions { MaxAnswerBytes = maxAnswerBytes, Timeout = Patience.Most }),
            Options.Create(new TokenOptions()), world.Clock, NullLogger<TrustedIssuerRegistry>.Instance);

        var found = (await trusted.FindAsync(issuer.Issuer, odd.KeyId))!;
        return (await world.Check(odd.Token(issuer.Issuer), found.Policy), found.KeyTrouble);
    }
}
