using System.Net;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components.Lessons.CallApi;
using BlazorJwt.Labs.CallApi;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.AuthorizationServer;

/// <summary>What experiments make from a visitor's token does not outlive them, nor the sign-in.</summary>
[Trait("needs", "server")]
public sealed class ExperimentTokensTests(AppFixture app)
{
    /// <summary>Every request of the bench that carries something made for it.</summary>
    public static TheoryData<RequestCredential> Callers =>
        [.. Enum.GetValues<RequestCredential>()
            .Except([RequestCredential.NoToken, RequestCredential.MyCookie, RequestCredential.MyToken, RequestCredential.SmallLetters,
                RequestCredential.BearerTwice, RequestCredential.Quoted, RequestCredential.Basic])];

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task What_a_request_of_the_bench_carried_is_good_for_nothing_once_it_is_answered_now_or_later(RequestCredential caller)
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);
        var own = (await Tokens.ValidateAsync(visitor.Token)).Token!;
        var bench = app.Services.GetRequiredService<CredentialTokens>();

        var sent = bench.For(caller, own)!;
        bench.End(sent);

        Assert.False((await Tokens.ValidateAsync(sent.Token)).Accepted);
        // In an hour, when one that was not valid yet would be.
        foreach (var later in (int[])[0, 59, 60, 61, 70])
        {
            Assert.False(
                (await Tokens.ValidateAsync(sent.Token, Tokens.Policy with { At = DateTimeOffset.UtcNow.AddMinutes(later) })).Accepted,
                    $"in {later} minutes");
        }

        Assert.True((await Tokens.ValidateAsync(visitor.Token)).Accepted);
    }

    [Fact]
    public async Task Sign_out_ends_every_token_that_was_made_from_the_sign_in_and_nobody_else_s()
    {
        using var visitor = await app.SignInAsync("mira", SignInForms.Cancellation);
        using var other = await app.SignInAsync("mira", SignInForms.Cancellation);
        var (own, others) = ((await Tokens.ValidateAsync(visitor.Token)).Token!, (await Tokens.ValidateAsync(other.Token)).Token!);
        var flawed = app.Services.GetRequiredService<FlawedTokens>();
        var copies = app.Services.GetRequiredService<TokenCopies>();
        string[] made = [flawed.WithoutRole(own), flawed.WithoutScope(own), copies.Make(own, "localStorage").Text];
        var foreign = flawed.WithoutRole(others);
        Assert.All(made, token => Assert.True(IsGood(token)));

        (await visitor.SignOutAsync(SignInForms.Cancellation)).Dispose();

        Assert.All(made, token => Assert.False(IsGood(token)));
        Assert.False(IsGood(flawed.NotYetValid(own)));
        Assert.True(IsGood(foreign));
        using var client = app.CreateClient();
        using var answer = await client.SendGetAsync("/api/orders", ("Authorization", $"Bearer {made[0]}"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task One_lives_a_minute_at_most_and_as_short_as_it_was_asked_for()
    {
        var world = new TokenWorld();
        var experiments = new ExperimentTokens(world.Service, world.Clock);
        TokenRequest request = new() { Subject = "alice", ClientId = "tests", SessionId = "session" };

        Assert.Equal(TimeSpan.FromMinutes(1), experiments.Issue(request with { Lifetime = TimeSpan.FromHours(1) }).Lifetime);
        Assert.Equal(TimeSpan.FromMinutes(1), experiments.Issue(request).Lifetime);
        Assert.Equal(TimeSpan.FromSeconds(30), experiments.Issue(request with { Lifetime = TimeSpan.FromSeconds(30) }).Lifetime);
        await world.AssertAccepted(experiments.Issue(request).Text);
        await world.AssertRefused(experiments.IssueRevoked(request).Text, TokenCheckKind.Revocation);
    }

    [Fact]
    public async Task A_text_that_no_experiment_made_is_ended_by_none()
    {
        var world = new TokenWorld();
        var experiments = new ExperimentTokens(world.Service, world.Clock);
        var own = world.Token();

        foreach (var text in (string?[])[null, "", "nonsense", "a.b.c", own]) experiments.End(text);

        await world.AssertAccepted(own);
    }

    private TokenService Tokens => app.Services.GetRequiredService<TokenService>();

    private bool IsGood(string token) => Tokens.ValidateAsync(token).AsTask().GetAwaiter().GetResult().Accepted;
}
