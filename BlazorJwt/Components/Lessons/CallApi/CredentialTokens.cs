using BlazorJwt.Api.Client;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Labs.CallApi;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>Makes what a request of the bench carries, fresh for each request.</summary>
internal sealed class CredentialTokens(TokenService tokens, ExperimentTokens experiments, FlawedTokens flawed, TimeProvider time)
{
    /// <summary>Ends what a request carried, when it was made for it.</summary>
    public void End(ApiCredentials? sent) => experiments.End(sent?.Token);

    /// <summary>Sends a request with what this caller carries, and ends what was made for it, whatever came of it.</summary>
    public async Task<ApiAnswer> SendAsync(RequestCredential caller, ValidatedToken mine, Func<ApiCredentials?, Task<ApiAnswer>> send)
    {
        var sent = For(caller, mine);
        try
        {
            return await send(sent);
        }
        finally
        {
            End(sent);
        }
    }

    /// <summary>What stands in the Authorization header; null for no header.</summary>
    public ApiCredentials? For(RequestCredential caller, ValidatedToken mine) => caller switch
    {
        RequestCredential.NoToken or RequestCredential.MyCookie => null,
        RequestCredential.MyToken => new(mine.EncodedToken),
        RequestCredential.SmallLetters => new(mine.EncodedToken, "bearer"),
        RequestCredential.LacksScope => new(flawed.WithoutScope(mine)),
        RequestCredential.LacksRole => new(flawed.WithoutRole(mine)),
        RequestCredential.Edited => new(ForgedTokens.AsManager(mine.EncodedToken)),
        RequestCredential.Stripped => new(ForgedTokens.WithoutSignature(mine.EncodedToken)),
        RequestCredential.AlgNone => new(ForgedTokens.WithAlgorithmNone(mine.EncodedToken)),
        RequestCredential.Stranger => new(flawed.ByAStranger(mine)),
        RequestCredential.UnknownKey => new(flawed.WithUnknownKey(mine)),
        RequestCredential.Expired => new(ForgedTokens.Expired(tokens, mine, time.GetUtcNow()).Text),
        RequestCredential.NotYetValid => new(flawed.NotYetValid(mine)),
        RequestCredential.WrongAudience => new(flawed.ForAnotherAudience(mine)),
        RequestCredential.WrongIssuer => new(flawed.ByAnotherIssuer(mine)),
        RequestCredential.WrongType => new(flawed.OfAnotherType(mine)),
        RequestCredential.SubjectTwice => new(flawed.WithSubjectTwice(mine)),
        RequestCredential.UnknownCritical => new(flawed.WithUnknownCritical(mine)),
        RequestCredential.Revoked => new(flawed.Revoked(mine)),
        RequestCredential.BearerTwice => new($"Bearer {mine.EncodedToken}"),
        RequestCredential.Quoted => new($"\"{mine.EncodedToken}\""),
        RequestCredential.Basic => new(mine.EncodedToken, "Basic"),
        _ => throw new ArgumentOutOfRangeException(nameof(caller)),
    };
}
