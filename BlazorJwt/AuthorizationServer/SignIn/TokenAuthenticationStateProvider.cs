using System.Security.Claims;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>
/// Who the visitor is in a circuit. A circuit outlives the request that opened it, and would outlive the token too: this looks at the token
/// when something is put on the denylist, when a signing key changes, and when the token expires, and ends the signed-in state when it has
/// expired or was revoked. Where servers share a store, it looks each second too: while nobody can tell, because the store can't be
/// reached, the page stays as it is for <see cref="Patience"/>; then it is signed out until somebody can tell again. When the sign-in is
/// renewed, it goes on with the new token, and the page with it.
/// </summary>
internal sealed partial class TokenAuthenticationStateProvider : ServerAuthenticationStateProvider, IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>How long a page stays as it is while nobody can tell whether its token is good. What it asks the API for is refused all the
    /// while.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TokenService _tokens;
    private readonly TokenRenewalNotifier _renewals;
    private readonly Denylist _denylist;
    private readonly TokenKeyRing _keys;
    private readonly TimeProvider _time;
    private readonly ILogger<TokenAuthenticationStateProvider> _log;
    private ITimer? _timer;
    private volatile Watched? _watched;
    private (string? VisitorId, string? Source, ValidatedToken Token)? _last;
    private DateTimeOffset? _unknownSince;
    private bool _isPaused;

    public TokenAuthenticationStateProvider(
        TokenService tokens, TokenRenewalNotifier renewals, Denylist denylist, TokenKeyRing keys, TimeProvider time,
            ILogger<TokenAuthenticationStateProvider> log)
    {
        (_tokens, _renewals, _denylist, _keys, _time, _log) = (tokens, renewals, denylist, keys, time, log);
        AuthenticationStateChanged += OnChanged;
        _renewals.Renewed += OnRenewed;
        _denylist.Changed += LookAgain;
        _keys.Changed += LookAgain;
    }

    public void Dispose()
    {
        _renewals.Renewed -= OnRenewed;
        _denylist.Changed -= LookAgain;
        _keys.Changed -= LookAgain;
        AuthenticationStateChanged -= OnChanged;
        Stop();
    }

    private void Stop()
    {
        _watched = null;
        Interlocked.Exchange(ref _timer, null)?.Dispose();
    }

    private void OnChanged(Task<AuthenticationState> change) => _ = WatchAsync(change);

    private void OnRenewed(Renewal renewal) => _ = TakeOverAsync(renewal);

    // Called by a timer and when a token is revoked: neither is to fail because one page can't be told.
    private void LookAgain()
    {
        if (_watched is not { } watched) return;
        try
        {
            Look(watched.User, watched.Token);
        }
        catch (Exception reason)
        {
            NotTold(_log, reason);
        }
    }

    private async Task WatchAsync(Task<AuthenticationState> change)
    {
        // A change of its own: the pause is for the user it began with.
        if (_isPaused) return;
        Stop();
        var user = (await change).User;
        if (user.Token() is not { } token) return;
        _last = (user.VisitorId(), user.Source(), token);
        _unknownSince = null;
        // First, so that nothing that is revoked in between is missed.
        _watched = new(user, token);
        var left = token.ValidTo - _time.GetUtcNow();
        _timer = _time.CreateTimer(_ => LookAgain(), null, _denylist.IsShared || left < TimeSpan.Zero ? LookEvery : left, LookEvery);
        Look(user, token);
    }

    private void Look(ClaimsPrincipal user, ValidatedToken token)
    {
        var status = _tokens.StatusOf(token);
        if (status is TokenStatus.Over)
        {
            Stop();
            _isPaused = false;
            SignOut(user);
        }
        else if (status is TokenStatus.Unknown)
        {
            _unknownSince ??= _time.GetUtcNow();
            if (_isPaused || _time.GetUtcNow() - _unknownSince < Patience) return;
            _isPaused = true;
            SignOut(user, ClaimsPrincipalExtensions.Unchecked());
        }
        else
        {
            _unknownSince = null;
            if (!_isPaused) return;
            _isPaused = false;
            Become(user.Identities);
        }
    }

    // Signed out, and still the same visitor.
    private void SignOut(ClaimsPrincipal user, params ClaimsIdentity[] further) =>
        Become(user.Identities.Where(identity => !identity.IsAuthenticated).Concat(further).DefaultIfEmpty(new()));

    // A token that expired is remembered: a machine that slept past it is renewed when it wakes, and the page goes on.
    internal async Task TakeOverAsync(Renewal renewal)
    {
        if (_last is not ({ } visitorId, var source, { } former) || visitorId != renewal.VisitorId || !renewal.Renews(former)) return;
        // An identity of this circuit's own, from the one door for tokens.
        var verdict = await _tokens.ValidateAsync(renewal.Token.Text);
        if (verdict is not { Accepted: true, Identity: { } identity }) return;
        _isPaused = false;
        Become([identity, ClaimsPrincipalExtensions.Visitor(visitorId, source)]);
    }

    private void Become(IEnumerable<ClaimsIdentity> identities) =>
        SetAuthenticationState(Task.FromResult(new AuthenticationState(new(identities))));

    private sealed record Watched(ClaimsPrincipal User, ValidatedToken Token);

    [LoggerMessage(Level = LogLevel.Error, Message = "A page could not be told that its sign-in ended.")]
    private static partial void NotTold(ILogger logger, Exception reason);
}
