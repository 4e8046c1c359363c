using System.Security.Claims;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace BlazorJwt.Accounts;

/// <summary>
/// Who the visitor is in a circuit. A circuit outlives the request that opened it, and would outlive the token too: this looks at the
/// token once a second, and ends the signed-in state when it has expired or was taken back.
/// </summary>
public sealed class TokenAuthenticationStateProvider : ServerAuthenticationStateProvider, IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly TokenService _tokens;
    private readonly TimeProvider _time;
    private ITimer? _timer;

    /// <summary>Made once for each circuit and each page that is rendered.</summary>
    public TokenAuthenticationStateProvider(TokenService tokens, TimeProvider time)
    {
        _tokens = tokens;
        _time = time;
        AuthenticationStateChanged += Watch;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AuthenticationStateChanged -= Watch;
        Stop();
    }

    private void Stop() => Interlocked.Exchange(ref _timer, null)?.Dispose();

    private async void Watch(Task<AuthenticationState> change)
    {
        Stop();
        var user = (await change).User;
        if (user.Token() is not { } token) return;
        if (!_tokens.IsStillGood(token)) SignOut(user);
        else _timer = _time.CreateTimer(_ => { if (!_tokens.IsStillGood(token)) SignOut(user); }, null, LookEvery, LookEvery);
    }

    // Signed out, and still the same visitor.
    private void SignOut(ClaimsPrincipal user) =>
        SetAuthenticationState(Task.FromResult(new AuthenticationState(new(user.Identities.Where(identity => !identity.IsAuthenticated).DefaultIfEmpty(new())))));
}
