using System.Security.Claims;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace BlazorJwt.Accounts;

/// <summary>
/// Who the visitor is in a circuit. A circuit outlives the request that opened it, and would outlive the token too: this looks at the
/// token once a second, and ends the signed-in state when it has expired or was taken back. When the sign-in is renewed, it goes on with the
/// new token, and the page with it.
/// </summary>
public sealed class TokenAuthenticationStateProvider : ServerAuthenticationStateProvider, IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly TokenService _tokens;
    private readonly Renewals _renewals;
    private readonly TimeProvider _time;
    private ITimer? _timer;
    private (string? VisitorId, CheckedToken Token)? _last;

    /// <summary>Made once for each circuit and each page that is rendered.</summary>
    public TokenAuthenticationStateProvider(TokenService tokens, Renewals renewals, TimeProvider time)
    {
        (_tokens, _renewals, _time) = (tokens, renewals, time);
        AuthenticationStateChanged += Watch;
        _renewals.Renewed += TakeOver;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _renewals.Renewed -= TakeOver;
        AuthenticationStateChanged -= Watch;
        Stop();
    }

    private void Stop() => Interlocked.Exchange(ref _timer, null)?.Dispose();

    private async void Watch(Task<AuthenticationState> change)
    {
        Stop();
        var user = (await change).User;
        if (user.Token() is not { } token) return;
        _last = (user.VisitorId(), token);
        if (!_tokens.IsStillGood(token)) SignOut(user);
        else _timer = _time.CreateTimer(_ => { if (!_tokens.IsStillGood(token)) SignOut(user); }, null, LookEvery, LookEvery);
    }

    // Signed out, and still the same visitor.
    private void SignOut(ClaimsPrincipal user) => Become(user.Identities.Where(identity => !identity.IsAuthenticated).DefaultIfEmpty(new()));

    // A token that expired is remembered: a machine that slept past it is renewed when it wakes, and the page goes on.
    internal async void TakeOver(Renewal renewal)
    {
        if (_last is not ({ } visitorId, { } former) || visitorId != renewal.VisitorId || !renewal.Renews(former)) return;
        // An identity of this circuit's own, from the one door for tokens.
        var verdict = await _tokens.ValidateAsync(renewal.Token.Text);
        if (verdict is not { Accepted: true, Identity: { } identity }) return;
        Become([identity, new ClaimsIdentity([new Claim(PrincipalExtensions.VisitorClaim, visitorId)])]);
    }

    private void Become(IEnumerable<ClaimsIdentity> identities) => SetAuthenticationState(Task.FromResult(new AuthenticationState(new(identities))));
}
