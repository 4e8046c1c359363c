using BlazorJwt.Components.Debugger;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.Components.Debugger;

/// <summary>What the debugger says of a token: never more than was asked, and of a broken one the cause.</summary>
public sealed class WorkbenchFindingTests
{
    private readonly TokenWorld _world = new();

    [Fact]
    public async Task A_policy_that_asks_for_nothing_accepts_as_far_as_it_asks_and_names_what_it_does_not_ask()
    {
        var bench = await Open(ExampleKind.Good, SigningAlgorithms.ES256);

        Assert.Equal("11 checks passed, 6 not asked: type, audience, issuer, lifetime, required claims, revocation.",
            bench.Verdict!.Summary);
        Assert.All(bench.Verdict.Checks.Where(check => check.Outcome is TokenCheckOutcome.NotAsked),
            check => Assert.StartsWith("not asked for", check.Rule, StringComparison.Ordinal));
        Assert.DoesNotMatch("[0-9]{8,}", string.Concat(bench.Verdict.Checks.Select(check => check.Rule)));

        await bench.Change(() => (bench.Policy.Audience, bench.Policy.Life) = ("somebody else", "1"));
        Assert.Equal(TokenCheckOutcome.NotAsked, Outcome(TokenCheckKind.Type));
        Assert.Equal(TokenCheckOutcome.Failed, Outcome(TokenCheckKind.Audience));
        Assert.Equal(TokenCheckOutcome.NotAsked, Outcome(TokenCheckKind.Issuer));
        Assert.Equal(TokenCheckOutcome.NotReached, Outcome(TokenCheckKind.Lifetime));

        TokenCheckOutcome Outcome(TokenCheckKind kind) => bench.Verdict!.Checks.Single(check => check.Kind == kind).Outcome;
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59")]
    [InlineData("0001-01-01T00:00:00")]
    public async Task A_clock_at_the_end_of_time_is_a_sentence_and_no_error(string clock)
    {
        var bench = await Open(ExampleKind.Good, SigningAlgorithms.ES256);

        await bench.Change(() => (bench.Policy.Clock, bench.Policy.Skew) = (clock, "86400"));

        Assert.StartsWith("The clock must be a date and a time", bench.PolicyProblem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20)]
    public async Task A_token_whose_end_was_not_copied_is_called_cut_short_with_and_without_a_key(int characters)
    {
        var bench = new Workbench(_world.Service);
        bench.Key.PutPublic(_world.Key("RS256"));

        await bench.TypeToken(_world.Token("RS256")[..^characters]);
        Assert.Equal("Cut short", bench.Signature!.Headline);
        Assert.Contains("RS256 needs 256.", bench.Signature.Reason, StringComparison.Ordinal);
        await bench.TypeKey("");
        Assert.Contains(bench.Signature!.Headline, (string[])["Cut short", "Not verified"]);
    }

    [Fact]
    public async Task A_text_that_is_too_long_leaves_nothing_of_the_token_before()
    {
        var bench = await Open(ExampleKind.Good, SigningAlgorithms.ES256);
        Assert.NotEmpty(bench.Payload.Text);

        await bench.TypeToken(new string('x', TypedText.Longest + 1));

        Assert.Equal(("", ""), (bench.Header.Text, bench.Payload.Text));
        Assert.Null(bench.Claims);
    }

    private async Task<Workbench> Open(ExampleKind kind, string algorithm)
    {
        var bench = new Workbench(_world.Service);
        var example = Example.Make(kind, algorithm, _world.Service, _world.Clock.GetUtcNow());
        if (example.Key is { } key) bench.Key.PutPublic(key);
        if (example.Secret is { } secret) bench.Key.PutSecret(secret);
        await bench.PutToken(example.Token, "");
        return bench;
    }
}
