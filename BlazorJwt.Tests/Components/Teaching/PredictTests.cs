using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class PredictTests : BunitContext
{
    private static readonly PredictAnswer[] Answers =
    [
        new("200: come in", false, "The token is not good any more."),
        new("401: come with a good token", true, "The server does not know who you are."),
    ];

    [Fact]
    public void Nothing_is_said_before_an_answer_was_chosen()
    {
        var question = Show();

        Assert.NotNull(question.Region("What does the API answer?"));
        Assert.Empty(question.Status());
        Assert.All(question.FindAll("input"), choice => Assert.False(choice.HasAttribute("checked")));
    }

    [Fact]
    public async Task A_right_answer_gets_its_reason()
    {
        var question = Show();

        await question.Field("401: come with a good token").ChangeAsync("1");

        Assert.Equal("Right The server does not know who you are.", question.Status());
    }

    [Fact]
    public async Task A_wrong_answer_gets_its_reason_and_another_try()
    {
        var question = Show();

        await question.Field("200: come in").ChangeAsync("0");
        Assert.Equal("Not quite The token is not good any more.", question.Status());

        await question.Field("401: come with a good token").ChangeAsync("1");
        Assert.StartsWith("Right", question.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_can_be_had_without_a_guess()
    {
        var question = Show();
        var section = question.Region("Predict");
        Assert.False(section.HasAttribute("data-shown"));

        await question.Button("Show the answer").ClickAsync();

        Assert.Equal("The answer 401: come with a good token. The server does not know who you are.", question.Status());
        Assert.True(question.Region("Predict").HasAttribute("data-shown"));
    }

    [Fact]
    public async Task A_wrong_guess_gets_its_reason_and_then_the_answer()
    {
        var question = Show();
        await question.Field("200: come in").ChangeAsync("0");

        await question.Button("Show the answer").ClickAsync();

        Assert.Equal("Not quite The token is not good any more. The answer 401: come with a good token. The server does not know who " +
            "you are.", question.Status());
    }

    [Fact]
    public async Task A_right_guess_is_not_told_twice()
    {
        var question = Show();
        await question.Field("401: come with a good token").ChangeAsync("1");

        await question.Button("Show the answer").ClickAsync();

        Assert.Equal("Right The server does not know who you are.", question.Status());
    }

    [Fact]
    public async Task A_new_guess_waits_for_its_answer_again()
    {
        var question = Show();
        await question.Button("Show the answer").ClickAsync();

        await question.Field("200: come in").ChangeAsync("0");

        Assert.False(question.Region("Predict").HasAttribute("data-shown"));
        Assert.Equal("Not quite The token is not good any more.", question.Status());
    }

    [Fact]
    public async Task Several_answers_can_be_right()
    {
        var question = Show([.. Answers, new("403: not with this token", true, "Its scope does not name this.")]);

        await question.Field("403: not with this token").ChangeAsync("2");
        Assert.Equal("Right Its scope does not name this.", question.Status());

        await question.Field("200: come in").ChangeAsync("0");
        await question.Button("Show the answer").ClickAsync();
        Assert.Equal(
            "Not quite The token is not good any more. The answer 401: come with a good token. The server does not know who you are. " +
                "Also right 403: not with this token. Its scope does not name this.",
            question.Status());
    }

    private IRenderedComponent<Predict> Show(PredictAnswer[]? answers = null) =>
        Render<Predict>(part => part.Add(predict => predict.Question, "What does the API answer?")
            .Add(predict => predict.Answers, answers ?? Answers));
}
