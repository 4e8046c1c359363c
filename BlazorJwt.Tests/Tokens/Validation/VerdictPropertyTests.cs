using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.Tokens.Validation;

/// <summary>A few thousand broken tokens, the same ones in every run: the verdict, its list of checks and an independent reading of the
/// RFCs agree on all.</summary>
[Trait("takes", "long")]
public sealed class VerdictPropertyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_list_of_checks_never_disagrees_with_the_decision(int seed)
    {
        var world = new TokenWorld();
        var mutations = new Mutations(world, seed);
        var oracle = new Oracle(world);
        var seen = new HashSet<TokenCheckKind>();
        var accepted = 0;

        for (var count = 0; count < 1000; count++)
        {
            var token = mutations.Next();
            var verdict = await world.Check(token);

            Verdicts.AssertConsistent(verdict);
            Assert.True(oracle.FirstFailure(token) == verdict.Refusal?.Kind,
                $"The oracle says {oracle.FirstFailure(token)}, the service {verdict} for {token}");
            AssertQuotesNothing(verdict, token);
            _ = world.Service.Decode(token).ToString();
            if (verdict.Accepted) accepted++;
            else seen.Add(verdict.Refusal!.Kind);
            if (verdict.Accepted && accepted % 10 == 0) await world.Service.RevokeAsync(verdict.Token!);
            Assert.Equal(verdict.Accepted, verdict.Identity?.Claims.Any() ?? false);
        }

        // The test is worth nothing if the tokens all fail at the same place.
        Assert.InRange(accepted, 100, 800);
        Assert.Superset(Enum.GetValues<TokenCheckKind>().Except([TokenCheckKind.Revocation]).ToHashSet(), seen);
    }

    private static void AssertQuotesNothing(TokenVerdict verdict, string token)
    {
        var said = string.Join(' ', verdict.Checks.Select(check => check.Refusal?.Explanation + check.Refusal?.LibraryMessage))
            + verdict.Refusal + verdict + verdict.Token;
        Assert.DoesNotContain(token.Split('.'), part => part.Length > 12 && said.Contains(part, StringComparison.Ordinal));
    }
}
