using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.Tokens.Validation;

/// <summary>What holds for every verdict.</summary>
internal static class Verdicts
{
    public static void AssertConsistent(TokenVerdict verdict)
    {
        Assert.Equal(Enum.GetValues<TokenCheckKind>(), verdict.Checks.Select(check => check.Kind));
        Assert.Equal(verdict.Accepted, verdict.Refusal is null);
        Assert.Equal(verdict.Accepted, verdict.Token is not null);
        Assert.Equal(verdict.Accepted, verdict.Identity is not null);
        Assert.Equal(verdict.Accepted ? 0 : 1, verdict.Checks.Count(check => check.Outcome is TokenCheckOutcome.Failed));
        Assert.All(verdict.Checks, check =>
        {
            var expected = check.Kind == verdict.Refusal?.Kind ? TokenCheckOutcome.Failed
                : !verdict.Policy.AsksFor(check.Kind) ? TokenCheckOutcome.NotAsked
                : verdict.Accepted || check.Kind < verdict.Refusal!.From ? TokenCheckOutcome.Passed
                : TokenCheckOutcome.NotReached;
            Assert.Equal(expected, check.Outcome);
            Assert.Equal(expected is TokenCheckOutcome.Failed, check.Refusal is not null);
            Assert.NotEmpty(check.Observed);
        });
    }
}
