using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Tokens.Validation;

/// <summary>Tokens that were revoked, by <c>iss</c> and <c>jti</c>. The same tests run on a list that several servers share.</summary>
public class DenylistTests
{
    private protected readonly TokenWorld _world;

    public DenylistTests() : this(new())
    {
    }

    private protected DenylistTests(TokenWorld world) => _world = world;

    [Fact]
    public async Task A_token_that_was_revoked_is_refused_at_the_last_check()
    {
        var token = await _world.AssertAccepted(_world.Token());
        Assert.True(_world.Service.IsStillValid(token));

        await _world.Service.RevokeAsync(token);

        Assert.False(_world.Service.IsStillValid(token));
        await _world.AssertRefused(token.EncodedToken, TokenCheckKind.Revocation);
    }

    [Fact]
    public async Task The_twin_of_an_ECDSA_signature_is_accepted_and_does_not_slip_past_the_denylist()
    {
        var token = _world.Token();
        var twin = Forge.Twin(token);
        Assert.NotEqual(token, twin);
        Assert.True((await _world.AskTheLibrary(twin)).IsValid);
        await _world.AssertAccepted(twin);

        await _world.Service.RevokeAsync(await _world.AssertAccepted(token));

        await _world.AssertRefused(twin, TokenCheckKind.Revocation);
        // The twin of the twin is the token itself.
        Assert.Equal(token, Forge.Twin(twin));
    }

    [Fact]
    public async Task A_revoked_client_is_remembered_as_long_as_any_of_its_tokens_could_live_and_no_other_client_is_hurt()
    {
        var longest = await _world.AssertAccepted(_world.Issue(lifetime: _world.Options.LongestLifetime).Text);
        var other = await _world.AssertAccepted(
            _world.Service.Issue(new()
            {
                Subject = "alice",
                ClientId = "another",
                Scopes = ["orders.read"],
                Lifetime = _world.Options.LongestLifetime,
            }).Text);

        await _world.Service.RevokeClientAsync("tests");
        _world.Clock.Advance(_world.Options.LongestLifetime + _world.Options.ClockSkew - TimeSpan.FromSeconds(1));
        _world.Denylist.Revoke("other", "sweep", _world.Clock.GetUtcNow().AddHours(1));

        Assert.False(_world.Service.IsStillValid(longest));
        await _world.AssertRefused(longest.EncodedToken, TokenCheckKind.Revocation);
        await _world.AssertAccepted(other.EncodedToken);
    }

    [Fact]
    public async Task Taking_one_token_back_leaves_the_others_good()
    {
        var (one, other) = (await _world.AssertAccepted(_world.Token()), await _world.AssertAccepted(_world.Token()));

        await _world.Service.RevokeAsync(one);

        Assert.True(_world.Service.IsStillValid(other));
        await _world.AssertAccepted(other.EncodedToken);
    }

    [Fact]
    public void The_same_id_of_another_issuer_is_another_token()
    {
        _world.Denylist.Revoke("https://one.example", "id", _world.Clock.GetUtcNow().AddHours(1));

        Assert.True(_world.Denylist.IsRevoked("https://one.example", "id"));
        Assert.False(_world.Denylist.IsRevoked("https://other.example", "id"));
        Assert.False(_world.Denylist.IsRevoked("https://one.example", "ID"));
    }

    [Fact]
    public async Task An_entry_stays_while_the_token_could_still_be_accepted_and_is_swept_then()
    {
        var token = await _world.AssertAccepted(_world.Issue(lifetime: TimeSpan.FromMinutes(2)).Text);
        await _world.Service.RevokeAsync(token);

        // Past exp, within the skew: the signature, the times, all would fit.
        _world.Clock.Advance(TimeSpan.FromSeconds(149));
        _world.Denylist.Revoke("other", "first", _world.Clock.GetUtcNow().AddHours(1));
        Assert.Equal(2, _world.Denylist.Count);
        await _world.AssertRefused(token.EncodedToken, TokenCheckKind.Revocation);

        _world.Clock.Advance(TimeSpan.FromSeconds(61));
        _world.Denylist.Revoke("other", "second", _world.Clock.GetUtcNow().AddHours(1));
        Assert.Equal(2, _world.Denylist.Count);
        await _world.AssertRefused(token.EncodedToken, TokenCheckKind.Expiry);
    }

    [Fact]
    public async Task A_policy_with_more_skew_keeps_the_entry_longer()
    {
        var patient = _world.Service.Policy with { ClockSkew = TimeSpan.FromMinutes(5) };
        var token = await _world.AssertAccepted(_world.Issue(lifetime: TimeSpan.FromMinutes(2)).Text, patient);
        await _world.Service.RevokeAsync(token);

        _world.Clock.Advance(TimeSpan.FromMinutes(6));
        _world.Denylist.Revoke("other", "sweep", _world.Clock.GetUtcNow().AddHours(1));

        await _world.AssertRefused(token.EncodedToken, TokenCheckKind.Revocation, patient);
    }

    [Fact]
    public async Task A_token_without_an_id_can_not_be_revoked_and_takes_no_other_with_it()
    {
        var lax = _world.Service.Policy with { RequiredClaims = ["sub"] };
        var token = await _world.AssertAccepted(Forge.Change(_world.Token(), _world.Key(), payload: json => json.Remove("jti")), lax);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => _world.Service.RevokeAsync(token));
        Assert.True(_world.Service.IsStillValid(token));
    }
}
