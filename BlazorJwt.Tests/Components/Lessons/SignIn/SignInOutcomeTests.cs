using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Components.Lessons.SignIn;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.SignIn;

public sealed class SignInOutcomeTests : PageTest
{
    [Theory]
    [InlineData(SignInProblem.WrongCredentials, "Name or password is wrong.")]
    [InlineData(SignInProblem.LockedOut, "This person is locked out")]
    [InlineData(SignInProblem.FormExpired, "The form was out of date")]
    [InlineData(SignInProblem.CookieMissing, "keeps a Secure cookie only over HTTPS")]
    [InlineData(SignInProblem.FieldMissing, "Fill in both name and password.")]
    [InlineData(SignInProblem.FieldTooLong, "A name has at most 64 characters")]
    [InlineData(SignInProblem.ChoiceNotOffered, "is not one that is offered here")]
    public void Each_problem_is_a_sentence_that_says_what_to_do(string code, string sentence)
    {
        var outcome = Show(problem: code);

        Assert.StartsWith("Not signed in", outcome.Find("[role=alert]").Text(), StringComparison.Ordinal);
        Assert.True(outcome.Shows(sentence));
    }

    [Fact]
    public async Task A_wrong_password_of_somebody_who_is_signed_in_says_that_they_still_are()
    {
        await SignInAsync();

        var outcome = Show(problem: SignInProblem.WrongCredentials);

        Assert.Equal(
            $"Nothing changed {SignInProblem.Sentence(SignInProblem.WrongCredentials)} You are still signed in as Alice Moreau.",
            outcome.Find("[role=alert]").Text());
    }

    [Theory]
    [InlineData("no-such-code")]
    [InlineData("WRONG-CREDENTIALS")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("You have won. Send your password to this address.")]
    [InlineData("")]
    [InlineData(null)]
    public void Nobody_can_put_words_into_the_mouth_of_the_page(string? code) => Assert.Empty(Show(problem: code, notice: code).Text());

    [Fact]
    public void Signing_out_is_confirmed() =>
        Assert.StartsWith("Signed out Your token is revoked", Show(notice: "signed-out").Status(), StringComparison.Ordinal);

    [Fact]
    public async Task A_visitor_who_is_signed_in_again_is_not_told_of_signing_out()
    {
        await SignInAsync();

        Assert.Empty(Show(notice: "signed-out").Text());
    }

    private IRenderedComponent<SignInOutcome> Show(string? problem = null, string? notice = null) =>
        Render<SignInOutcome>(part => part.Add(outcome => outcome.Problem, problem).Add(outcome => outcome.Notice, notice));
}
