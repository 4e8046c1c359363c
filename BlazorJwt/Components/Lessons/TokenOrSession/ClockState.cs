using System.Globalization;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Components.Lessons.TokenOrSession;

/// <summary>The five clocks of a sign-in, and the moment at which the visitor looks at them.</summary>
internal sealed class ClockState(TokenService tokens, RefreshTokens refresh, TimeProvider time)
{
    private const int StepsOfStretch = 100;
    private ValidatedToken? _token;

    /// <summary>What the visitor would see at that moment; null before anybody was signed in.</summary>
    public ClockSight? Sight { get; private set; }

    public int Steps => StepsOfStretch * (Sight?.Picture.Stretches ?? 1);

    /// <summary>Where the page put the slider last.</summary>
    public int Step { get; private set; }

    /// <summary>How often the page put it somewhere: the key of the slider, so that no value pulls it away from who drags it.</summary>
    public int Jumps { get; private set; }

    /// <summary>Shows the clocks of a sign-in. Those of one that ended while the page was open stay.</summary>
    public async Task ShowAsync(ValidatedToken? token, string? visitorId)
    {
        if (token is null || token.Id == _token?.Id) return;
        _token = token;
        var refreshUntil = await FamilyAsync(token, visitorId) is { IsRenewable: true } family ? family.IdleUntil : (DateTimeOffset?)null;
        var picture = new ClockPicture(new(token.IssuedAt, TimeSpan.Zero), new(token.ValidTo, TimeSpan.Zero), tokens.Policy.ClockSkew,
            refreshUntil);
        await JumpAsync(picture, time.GetUtcNow());
    }

    /// <summary>Looks at the moment to which the visitor moved the slider.</summary>
    public async Task MoveAsync(string? step)
    {
        if (Sight is not { Picture: var picture } || !int.TryParse(step, CultureInfo.InvariantCulture, out var moved)) return;
        Sight = await LookAsync(picture, picture.MomentAt((double)moved / Steps));
    }

    /// <summary>Goes to a moment, or to the end of the line that is nearer.</summary>
    public Task JumpAsync(DateTimeOffset to) => JumpAsync(Sight!.Picture, to);

    private async Task JumpAsync(ClockPicture picture, DateTimeOffset to)
    {
        Sight = await LookAsync(picture, to < picture.IssuedAt ? picture.IssuedAt : to > picture.End ? picture.End : to);
        (Step, Jumps) = ((int)Math.Round(picture.PlaceOf(Sight.At) * Steps), Jumps + 1);
    }

    private async Task<ClockSight> LookAsync(ClockPicture picture, DateTimeOffset at) =>
        new(picture, await tokens.ValidateAsync(_token!.EncodedToken, tokens.Policy with { At = at }));

    // While the store can't be reached the picture has no refresh token: nobody could use it either.
    private async Task<RefreshFamily?> FamilyAsync(ValidatedToken token, string? visitorId)
    {
        try
        {
            return ClaimsPrincipalExtensions.SessionOf(visitorId) is { } owner ? await refresh.OfAccessTokenAsync(owner, token.Id) : null;
        }
        catch (StoreUnreachableException)
        {
            return null;
        }
    }
}
