using System.Globalization;
using BlazorJwt.Api.Client;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Components.Server;

namespace BlazorJwt.Labs.Clinic;

/// <summary>What a circuit knows of its user after something happened elsewhere. With the framework's own provider, which this app replaces.</summary>
public sealed class CircuitReproduction(ClinicReproductions desk, TokenService tokens)
{
    /// <summary>Signs out in another tab, and asks the circuit and the API who is there.</summary>
    public async Task<Reproduced> SignOutElsewhereAsync(CancellationToken cancellation)
    {
        var (token, provider) = await ConnectAsync();
        tokens.Discard(token);
        var answer = await desk.CallAsync(ApiCall.Orders, token.EncodedToken, cancellation);
        var state = await provider.GetAuthenticationStateAsync();
        return new($"After sign-out in another tab:\nthis circuit: IsAuthenticated = {state.User.Identity?.IsAuthenticated}\nthe API: {answer.Message}", answer.Exchange);
    }

    /// <summary>Puts a new token into the cookie, takes the old one back, and looks at which of them the circuit sends.</summary>
    public async Task<Reproduced> RefreshAsync(CancellationToken cancellation)
    {
        var (old, provider) = await ConnectAsync();
        var fresh = await desk.MintAsync();
        tokens.Discard(old);
        tokens.Discard(fresh);
        var held = (await provider.GetAuthenticationStateAsync()).User.Token();
        var answer = await desk.CallAsync(ApiCall.Orders, held?.EncodedToken, cancellation);
        return new($"After a refresh:\nthe cookie's new token: jti {Short(fresh)}\nthe circuit still holds: jti {(held is null ? "none" : Short(held))}\nthe API: {answer.Message}", answer.Exchange);
    }

    // As the handshake of a circuit does it: the user of the request that opened the connection, once and for all.
    private async Task<(ValidatedToken Token, ServerAuthenticationStateProvider Provider)> ConnectAsync()
    {
        var token = await desk.MintAsync();
        var provider = new ServerAuthenticationStateProvider();
        provider.SetAuthenticationState(Task.FromResult(new Microsoft.AspNetCore.Components.Authorization.AuthenticationState(new(token.Verdict!.Identity!))));
        return (token, provider);
    }

    private static string Short(ValidatedToken token) => string.Create(CultureInfo.InvariantCulture, $"{token.Id[..6]}…");
}
