using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Tokens.Validation;

/// <summary>Time, to the second. The clock is the app's, never the machine's.</summary>
public sealed class ClockTests
{
    private readonly TokenWorld _world = new();

    [Theory]
    [InlineData(59, true, true)]
    [InlineData(60, true, false)]
    [InlineData(89, true, false)]
    [InlineData(90, false, false)]
    public async Task A_token_of_sixty_seconds_is_accepted_until_the_skew_is_over(int seconds, bool accepted, bool stillGood)
    {
        var token = await _world.AssertAccepted(_world.Issue(lifetime: TimeSpan.FromSeconds(60)).Text);

        _world.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(accepted, (await _world.Check(token.EncodedToken)).Accepted);
        // A page gets no skew: it runs on the clock that set exp.
        Assert.Equal(stillGood, _world.Service.IsStillValid(token));
    }

    [Fact]
    public async Task An_expired_token_is_refused_with_the_code_of_the_library()
    {
        var token = _world.Issue(lifetime: TimeSpan.FromSeconds(60)).Text;
        _world.Clock.Advance(TimeSpan.FromHours(1));

        var verdict = await _world.Check(token);

        Assert.Equal(TokenCheckKind.Expiry, verdict.Refusal!.Kind);
        Assert.Equal("IDX10223", verdict.Refusal.LibraryCode);
    }

    [Theory]
    [InlineData(-3600, -600)]
    [InlineData(600, 3600)]
    [InlineData(3600, 600)]
    public void The_rule_on_our_clock_says_in_the_library_s_words_what_the_library_says(int notBefore, int expires)
    {
        var now = DateTime.UtcNow;
        var (from, to) = (now.AddSeconds(notBefore), now.AddSeconds(expires));

        var ours = ValidationParametersFactory.LifetimeProblem(from, to, now, TimeSpan.Zero);
        var theirs = Record.Exception(
            () => Validators.ValidateLifetime(from, to, new JsonWebToken(_world.Token()), new() { ClockSkew = TimeSpan.Zero }));

        Assert.Equal(theirs!.GetType(), ours!.GetType());
        Assert.Equal(WithoutNow(theirs.Message), WithoutNow(ours.Message));

        // Between the two a second may have begun.
        static string WithoutNow(string text) => Regex.Replace(text, "Current time \\(UTC\\): '[^']+'", "");
    }

    [Fact]
    public async Task The_clock_of_the_app_decides_even_when_it_is_years_away_from_the_machines()
    {
        _world.Clock.Advance(TimeSpan.FromDays(4000));

        await _world.AssertAccepted(_world.Token());
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public async Task Not_before_may_lie_ahead_by_the_skew_and_no_more(int ahead, bool accepted)
    {
        var token = Changed(json => json["nbf"] = _world.Now + ahead);

        if (accepted) await _world.AssertAccepted(token);
        else await _world.AssertRefused(token, TokenCheckKind.NotBefore);
    }

    [Fact]
    public Task Not_before_behind_the_expiry_is_refused() =>
        _world.AssertRefused(Changed(json => json["nbf"] = _world.Now + 901), TokenCheckKind.NotBefore);

    [Fact]
    public Task A_token_without_expiry_that_is_not_good_yet_is_refused_for_the_first_of_the_two() =>
        _world.AssertRefused(Changed(json =>
        {
            json.Remove("exp");
            json["nbf"] = _world.Now + 600;
        }), TokenCheckKind.NotBefore);

    [Theory]
    [InlineData(30, true)]
    [InlineData(30.5, false)]
    [InlineData(31, false)]
    public async Task Issued_at_may_lie_ahead_by_the_skew_and_no_more(double ahead, bool accepted)
    {
        var token = Changed(json => json["iat"] = _world.Now + ahead);

        if (accepted) await _world.AssertAccepted(token);
        else await _world.AssertRefused(token, TokenCheckKind.IssuedAt);
    }

    [Fact]
    public Task A_token_that_ends_before_it_was_made_is_refused() =>
        _world.AssertRefused(Changed(json =>
        {
            json["iat"] = _world.Now + 20;
            json["exp"] = _world.Now + 10;
        }), TokenCheckKind.Lifetime);

    [Fact]
    public async Task A_life_of_exactly_the_longest_is_accepted_and_a_second_more_is_not()
    {
        await _world.AssertAccepted(Changed(json => json["exp"] = _world.Now + 3600));
        await _world.AssertRefused(Changed(json => json["exp"] = _world.Now + 3601), TokenCheckKind.Lifetime);
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("253402300800")]
    [InlineData("-1")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("true")]
    public Task A_time_that_is_no_time_is_refused(string time) =>
        _world.AssertRefused(
            Forge.Rewrite(_world.Token(), _world.Key(),
                payload => payload.Replace($"\"nbf\":{_world.Now}", $"\"nbf\":{time}", StringComparison.Ordinal)),
                TokenCheckKind.ClaimTypes);

    [Theory]
    [InlineData("-0")]
    [InlineData("-0.0")]
    [InlineData("1e3")]
    [InlineData("1700000000.25")]
    public async Task A_time_in_an_unusual_spelling_is_a_time(string time) =>
        await _world.AssertAccepted(
            Forge.Rewrite(_world.Token(), _world.Key(),
                payload => payload.Replace($"\"nbf\":{_world.Now}", $"\"nbf\":{time}", StringComparison.Ordinal)));

    private string Changed(Action<JsonObject> payload) => Forge.Change(_world.Token(), _world.Key(), payload: payload);
}
