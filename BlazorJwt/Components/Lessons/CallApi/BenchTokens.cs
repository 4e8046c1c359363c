using BlazorJwt.Accounts;
using BlazorJwt.Api;
using BlazorJwt.Labs;
using BlazorJwt.Tokens;

namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>Makes what a request of the bench carries, fresh for each request.</summary>
public sealed class BenchTokens(TokenService tokens, ExperimentTokens experiments, FlawedTokens flawed, TimeProvider time)
{
    /// <summary>Ends what a request carried, when it was made for it.</summary>
    public void End(ApiCredentials? sent) => experiments.End(sent?.Token);

    /// <summary>What stands in the Authorization header; null for no header.</summary>
    /// <param name="caller">Which.</param>
    /// <param name="mine">The visitor's own token.</param>
    public ApiCredentials? For(BenchCaller caller, CheckedToken mine) => caller switch
    {
        BenchCaller.NoToken or BenchCaller.MyCookie => null,
        BenchCaller.MyToken => new(mine.EncodedToken),
        BenchCaller.SmallLetters => new(mine.EncodedToken, "bearer"),
        BenchCaller.LacksScope => new(flawed.WithoutScope(mine)),
        BenchCaller.LacksRole => new(flawed.WithoutRole(mine)),
        BenchCaller.Edited => new(ForgedTokens.AsManager(mine.EncodedToken)),
        BenchCaller.Stripped => new(ForgedTokens.WithoutSignature(mine.EncodedToken)),
        BenchCaller.AlgNone => new(ForgedTokens.WithAlgorithmNone(mine.EncodedToken)),
        BenchCaller.Stranger => new(flawed.ByAStranger(mine)),
        BenchCaller.UnknownKey => new(flawed.WithUnknownKey(mine)),
        BenchCaller.Expired => new(ForgedTokens.Expired(tokens, mine, time.GetUtcNow()).Text),
        BenchCaller.NotYetValid => new(flawed.NotYetValid(mine)),
        BenchCaller.WrongAudience => new(flawed.ForAnotherAudience(mine)),
        BenchCaller.WrongIssuer => new(flawed.ByAnotherIssuer(mine)),
        BenchCaller.WrongType => new(flawed.OfAnotherType(mine)),
        BenchCaller.SubjectTwice => new(flawed.WithSubjectTwice(mine)),
        BenchCaller.UnknownCritical => new(flawed.WithUnknownCritical(mine)),
        BenchCaller.TakenBack => new(flawed.TakenBack(mine)),
        BenchCaller.BearerTwice => new($"Bearer {mine.EncodedToken}"),
        BenchCaller.Quoted => new($"\"{mine.EncodedToken}\""),
        BenchCaller.Basic => new(mine.EncodedToken, "Basic"),
        _ => throw new ArgumentOutOfRangeException(nameof(caller)),
    };
}
