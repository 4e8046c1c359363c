using BlazorJwt.Components.Lessons.TokenOrSession;
using BlazorJwt.Labs.Sessions;
using static BlazorJwt.Labs.Sessions.SignInMeasurement;
using static BlazorJwt.Labs.Sessions.SignInMethod;

namespace BlazorJwt.Tests.Components.Lessons.TokenOrSession;

public sealed class SignInMethodConclusionTests
{
    private static readonly SignInMeasurement TokenOut = new(SignInMeasure.AfterSignOut, Token.Slug, WithoutDenylist, "let in, 200", false);
    private static readonly SignInMeasurement SessionOut = new(SignInMeasure.AfterSignOut, Session.Slug, "", "refused, 401", true);

    [Fact]
    public void Nothing_is_concluded_from_nothing() => Assert.Empty(SignInMethodConclusion.From([]));

    [Fact]
    public void Sizes_are_compared_as_they_were_measured() => Assert.Equal(
        ["With each request the JWT took 540 bytes: 1.8 times the session’s reference, 25 times a bare id."],
        SignInMethodConclusion.From([Size(Token, 540), Size(Session, 300), Size(BareId, 22)]));

    [Fact]
    public void What_signing_out_ended_is_told_and_the_advice_needs_a_token_that_looked_nothing_up()
    {
        var ended = "Signing out ended the session. It did not end the JWT: the old one still let the thief in.";
        SignInMeasurement none = new(SignInMeasure.LookUps, Token.Slug, WithoutDenylist, "none", null, 0);

        Assert.Equal([ended], SignInMethodConclusion.From([TokenOut, SessionOut]));
        Assert.Equal([ended, "So: what must end when you say so is a session. Where no database is wanted, use a JWT that lives for " +
            "minutes."], SignInMethodConclusion.From([TokenOut, SessionOut, none]));
    }

    [Fact]
    public void A_session_that_outlived_signing_out_is_not_explained_away() => Assert.Equal(
        ["The session still let the thief in after signing out. That must not happen."],
        SignInMethodConclusion.From([TokenOut, SessionOut with { WentWell = false }]));

    [Fact]
    public void A_token_that_died_without_a_denylist_is_not_explained_away() => Assert.Equal(
        ["Signing out ended both. For a JWT without a denylist that must not happen: look at the exchanges."],
        SignInMethodConclusion.From([TokenOut with { WentWell = true }, SessionOut]));

    [Fact]
    public void The_denylist_has_its_price() => Assert.Equal(
        ["The denylist ended the JWT, for 1 look-up at each request: the one that a JWT was to save."],
        SignInMethodConclusion.From([TokenOut with { Under = WithDenylist, WentWell = true },
            new(SignInMeasure.LookUps, Token.Slug, WithDenylist, "1 at each request", null, 1)]));

    [Fact]
    public void The_role_is_told_as_each_lane_told_it() => Assert.Equal(
        ["The session knew the new role at once. The JWT tells the old one until it expires."],
        SignInMethodConclusion.From([new(SignInMeasure.AfterRoleChange, Token.Slug, "", "still customer", false),
            new(SignInMeasure.AfterRoleChange, Session.Slug, "", "manager, at once", true)]));

    [Fact]
    public void A_restart_is_told_by_where_the_key_was()
    {
        Assert.Equal(
            ["A restart with new keys ended both lanes: the session’s row was in memory, and nobody knows the key that signed the JWT."],
            SignInMethodConclusion.From([Restart(Token, FreshKeys, false), Restart(Session, FreshKeys, false)]));
        Assert.Equal(
            ["With its key kept, the JWT outlived the restart: the server needs no memory to check it. The session in memory did not."],
            SignInMethodConclusion.From([Restart(Token, KeptKeys, true), Restart(Session, KeptKeys, false)]));
        Assert.Empty(SignInMethodConclusion.From([Restart(Token, KeptKeys, true), Restart(Session, KeptKeys, true)]));
    }

    private static SignInMeasurement Size(SignInMethod lane, double bytes) =>
        new(SignInMeasure.Bytes, lane.Slug, "", $"{bytes} bytes", null, bytes);

    private static SignInMeasurement Restart(SignInMethod lane, string under, bool survived) =>
        new(SignInMeasure.AfterRestart, lane.Slug, under, "seen", survived);
}
