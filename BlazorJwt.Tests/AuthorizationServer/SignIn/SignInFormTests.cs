using System.Net;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.AuthorizationServer.SignIn;

/// <summary>What the sign-in form takes, and within what bounds.</summary>
[Trait("needs", "server")]
public sealed class SignInFormTests(AppFixture app)
{
    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("HS256")]
    public async Task The_algorithm_is_the_one_that_was_chosen_and_the_cookie_fits_a_browser(string algorithm)
    {
        using var visitor = app.OpenSession();

        using var answer = await visitor.TrySignInAsync("alice", app.DemoPassword("alice"), ("algorithm", algorithm));

        Assert.Equal(algorithm, (await Tokens.ValidateAsync(visitor.Token)).Token!.Alg);
        Assert.True(visitor.Token!.Length + TokenCookie.Name.Length < 4096);
    }

    [Theory]
    [InlineData("", "x", "field-missing")]
    [InlineData("alice", "", "field-missing")]
    [InlineData("name:65", "x", "field-too-long")]
    [InlineData("alice", "password:257", "field-too-long")]
    public async Task A_field_that_can_not_be_right_is_named_in_a_sentence(string name, string password, string problem)
    {
        using var visitor = app.OpenSession();

        using var answer = await visitor.TrySignInAsync(Long(name), Long(password));

        Assert.Equal($"/sign-in?problem={problem}", answer.Headers.Location!.OriginalString);
        using var page = await visitor.GetAsync(answer.Headers.Location.OriginalString);
        Assert.Contains(SignInProblem.Sentence(problem)!, WebUtility.HtmlDecode(await page.TextAsync()), StringComparison.Ordinal);

        static string Long(string text) => text.Split(':') is [_, var length] ? new('x', int.Parse(length, null)) : text;
    }

    [Theory]
    [InlineData("lifetime", "29")]
    [InlineData("lifetime", "3601")]
    [InlineData("lifetime", "-60")]
    [InlineData("lifetime", "an hour")]
    [InlineData("lifetime", "99999999999")]
    [InlineData("algorithm", "none")]
    [InlineData("algorithm", "es256")]
    public async Task A_lifetime_or_algorithm_that_is_not_offered_gives_no_token(string field, string value)
    {
        using var visitor = app.OpenSession();

        using var answer = await visitor.TrySignInAsync("alice", app.DemoPassword("alice"), (field, value));

        Assert.Equal("/sign-in?problem=choice-not-offered", answer.Headers.Location!.OriginalString);
        Assert.Null(visitor.Token);
    }

    [Fact]
    public async Task A_name_is_found_whatever_its_capitals_and_the_space_a_phone_puts_behind_it()
    {
        using var visitor = app.OpenSession();

        using var answer = await visitor.TrySignInAsync("Alice ", app.DemoPassword("alice"));

        Assert.Equal("alice", (await Tokens.ValidateAsync(visitor.Token)).Token!.Subject);
    }

    private TokenService Tokens => app.Services.GetRequiredService<TokenService>();
}
