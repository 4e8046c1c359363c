using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Validation;

/// <summary>What JwtBearer calls to check a token: the token service, and nothing beside it. So what a lesson shows is what guards the API.</summary>
internal sealed class GuardedTokenHandler(TokenService tokens, TokenPolicy? policy = null) : TokenHandler
{
    /// <remarks>The parameters of JwtBearer are not used: the policy of the token service is the only one.</remarks>
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var verdict = await tokens.ValidateAsync(token, policy);
        return verdict is { Accepted: true, Result: { } result }
            ? result
            : new() { IsValid = false, Exception = new TokenRefusedException(verdict) };
    }

    public override SecurityToken ReadToken(string token) => new JsonWebToken(token);
}

/// <summary>Carries the verdict on a refused token through JwtBearer to whoever writes the answer.</summary>
internal sealed class TokenRefusedException(TokenVerdict verdict)
    : SecurityTokenValidationException($"The token was refused at the check {verdict.Refusal?.Kind}: {verdict.Refusal?.Explanation}")
{
    /// <summary>The verdict, which is never "accepted".</summary>
    public TokenVerdict Verdict { get; } = verdict;
}
