using System.Security.Claims;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace BlazorJwt.Accounts;

/// <summary>
/// Who the visitor is in a circuit. A circuit outlives the request that opened it, and would outlive the token too: this looks at the
/// token once a second, and ends the signed-in state when it has expired or was taken back. Where nobody can tell, because the servers' store can't be
/// reached, the page stands still for <see cref="Patience"/>; then it is signed out until somebody can tell again. When the sign-in is renewed, it goes on with the
/// new token, and the page with it.
/// </summary>
public sealed class TokenAuthenticationStateProvider : ServerAuthenticationStateProvider, IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>How long a page stays as it is while nobody can tell whether its token is good. What it asks the API for is refused all the while.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TokenService _tokens;
    private readonly Renewals _renewals;
    private readonly TimeProvider _time;
    private ITimer? _timer;
    private (string? VisitorId, CheckedToken Token)? _last;
    private DateTimeOffset? _unknownSince;
    private bool _isPaused;

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
        // A change of its own: the pause is for the user it began with.
        if (_isPaused) return;
        Stop();
        var user = (await change).User;
        if (user.Token() is not { } token) return;
        _last = (user.VisitorId(), token);
        _unknownSince = null;
        if (Look(user, token)) _timer = _time.CreateTimer(_ => Look(user, token), null, LookEvery, LookEvery);
    }

    // False when there is nothing more to look at.
    private bool Look(ClaimsPrincipal user, CheckedToken token)
    {
        switch (_tokens.StatusOf(token))
        {
            case TokenStatus.Over:
                Stop();
                _isPaused = false;
                SignOut(user);
                return false;
            case TokenStatus.Unknown:
                _unknownSince ??= _time.GetUtcNow();
                if (_isPaused || _time.GetUtcNow() - _unknownSince < Patience) return true;
                _isPaused = true;
                SignOut(user, PrincipalExtensions.Unchecked());
                return true;
            default:
                _unknownSince = null;
                if (!_isPaused) return true;
                _isPaused = false;
                Become(user.Identities);
                return true;
        }
    }

    // Signed out, and still the same visitor.
    private void SignOut(ClaimsPrincipal user, params ClaimsIdentity[] further) =>
        Become(user.Identities.Where(identity => !identity.IsAuthenticated).Concat(further).DefaultIfEmpty(new()));

    // A token that expired is remembered: a machine that slept past it is renewed when it wakes, and the page goes on.
    internal async void TakeOver(Renewal renewal)
    {
        if (_last is not ({ } visitorId, { } former) || visitorId != renewal.VisitorId || !renewal.Renews(former)) return;
        // An identity of this circuit's own, from the one door for tokens.
        var verdict = await _tokens.ValidateAsync(renewal.Token.Text);
        if (verdict is not { Accepted: true, Identity: { } identity }) return;
        _isPaused = false;
        Become([identity, new ClaimsIdentity([new Claim(PrincipalExtensions.VisitorClaim, visitorId)])]);
    }

    private void Become(IEnumerable<ClaimsIdentity> identities) => SetAuthenticationState(Task.FromResult(new AuthenticationState(new(identities))));
}
