using BlazorJwt.Components.Lessons;
using BlazorJwt.Components.Lessons.KeepSafe;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.KeepSafe;

public sealed class CheckYourselfStepTests : StepTest
{
    [Fact]
    public async Task Each_choice_says_its_attributes_and_only_one_is_http_only()
    {
        await SignInAsync();

        var page = Show("check-yourself");

        Assert.Equal(
            [
                "__Host-token=…; Path=/; Secure; SameSite=Strict",
                "token=…; HttpOnly; Secure; SameSite=Lax",
                "token=…; Secure; SameSite=Lax",
            ],
            page.FindAll(".choice").Select(choice => choice.Text()));
        Assert.Single(CookieQuestion.Cookies, cookie => cookie.HttpOnly);
    }

    [Fact]
    public async Task The_button_waits_for_a_choice_and_nothing_is_judged_before_it_ran()
    {
        await SignInAsync();
        var page = Show("check-yourself");

        await page.Button("Run").ClickAsync();
        Assert.Equal("true", page.Button("Run").GetAttribute("aria-disabled"));
        await page.FindAll("input[type=radio]")[1].ChangeAsync("1");

        Assert.Null(page.Button("Run").GetAttribute("aria-disabled"));
        Assert.Empty(page.FindAll(".verdict"));
    }

    [Fact]
    public async Task A_wrong_answer_leaves_the_step_open_and_a_right_one_ends_it()
    {
        var token = await SignInAsync();
        Keep("check-yourself", Result(token.Id, new Outcome("Your choice", false, "The script read it", "Reason.")));
        Assert.Equal("Run", Assert.Single(Show("check-yourself").FindAll(".primary")).Text());

        Keep("check-yourself", Result(token.Id, new Outcome("Your choice", true, "Right", "Reason.")));

        Assert.Equal("next", Assert.Single(Show("check-yourself").FindAll(".primary")).GetAttribute("rel"));
    }
}
