using BlazorJwt.Api.Client;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Components.Server;

namespace BlazorJwt.Labs.Clinic;

/// <summary>
/// What a circuit knows of its user after something happened elsewhere, with the framework's own provider, which this app replaces.
/// </summary>
internal static class CircuitReproduction
{
    /// <summary>Signs out in another tab, and asks the circuit and the API who is signed in.</summary>
    public static async Task<Reproduced> SignOutElsewhereAsync(ClinicReproductions server, CancellationToken cancellation)
    {
        var (token, provider) = await ConnectAsync(server);
        server.Discard(token);
        var answer = await server.CallAsync(ApiCall.Orders, token.EncodedToken, cancellation);
        var state = await provider.GetAuthenticationStateAsync();
        return new($"""
            After sign-out in another tab:
            this circuit: IsAuthenticated = {state.User.Identity?.IsAuthenticated}
            the API: {answer.Message}
            """, answer.Exchange);
    }

    /// <summary>Puts a new token into the cookie, revokes the old one, and looks which of them the circuit sends.</summary>
    public static async Task<Reproduced> RefreshAsync(ClinicReproductions server, CancellationToken cancellation)
    {
        var (old, provider) = await ConnectAsync(server);
        var fresh = await server.MintAsync();
        server.Discard(old);
        server.Discard(fresh);
        var held = (await provider.GetAuthenticationStateAsync()).User.Token();
        var answer = await server.CallAsync(ApiCall.Orders, held?.EncodedToken, cancellation);
        return new($"""
            After a refresh:
            the cookie's new token: jti {Short(fresh)}
            the circuit still holds: jti {(held is null ? "none" : Short(held))}
            the API: {answer.Message}
            """, answer.Exchange);
    }

    // As the handshake of a circuit does it: the user of the request that opened the connection, once and for all.
    private static async Task<(ValidatedToken Token, ServerAuthenticationStateProvider Provider)> ConnectAsync(ClinicReproductions server)
    {
        var token = await server.MintAsync();
        var provider = new ServerAuthenticationStateProvider();
        provider.SetAuthenticationState(
            Task.FromResult(new Microsoft.AspNetCore.Components.Authorization.AuthenticationState(new(token.Verdict!.Identity!))));
        return (token, provider);
    }

    private static string Short(ValidatedToken token) => $"{token.Id[..6]}…";
}
