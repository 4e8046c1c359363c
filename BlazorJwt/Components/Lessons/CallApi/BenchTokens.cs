using BlazorJwt.Labs;
using BlazorJwt.Tokens;

namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>Makes what a request of the bench carries, fresh for each request.</summary>
public sealed class BenchTokens(TokenService tokens, TimeProvider time)
{
    /// <summary>The text to send; null for no header.</summary>
    public string? For(BenchCaller caller, CheckedToken mine) => caller switch
    {
        BenchCaller.NoToken => null,
        BenchCaller.MyToken => mine.EncodedToken,
        BenchCaller.Edited => ForgedTokens.AsManager(mine.EncodedToken),
        BenchCaller.Stripped => ForgedTokens.WithoutSignature(mine.EncodedToken),
        BenchCaller.AlgNone => ForgedTokens.WithAlgorithmNone(mine.EncodedToken),
        BenchCaller.Expired => ForgedTokens.Expired(tokens, mine, time.GetUtcNow()).Text,
        _ => throw new ArgumentOutOfRangeException(nameof(caller)),
    };
}
