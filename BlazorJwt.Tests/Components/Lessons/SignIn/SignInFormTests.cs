using BlazorJwt.Components.Lessons.SignIn;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.SignIn;

public sealed class SignInFormTests : PageTest
{
    [Fact]
    public void It_is_a_plain_form_that_no_other_site_can_forge()
    {
        var form = Render<SignInForm>().Find("form");

        Assert.Equal(("post", "account/sign-in"), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.NotNull(form.QuerySelector("input[name=__RequestVerificationToken]"));
    }

    [Fact]
    public async Task Filling_in_takes_name_and_password_of_the_person()
    {
        var form = Render<SignInForm>();
        Assert.Null(form.Field("Name").GetAttribute("value"));

        await form.Button("Fill in mira").ClickAsync();

        Assert.Equal("mira", form.Field("Name").GetAttribute("value"));
        Assert.Equal("battery staple", form.Field("Password").GetAttribute("value"));
        Assert.Equal("password", form.Field("Password").GetAttribute("type"));
    }

    [Fact]
    public async Task What_is_typed_stays_when_another_tab_signs_out()
    {
        var token = await SignInAsync();
        var page = Render<SignInPage>();
        var form = page.FindComponent<SignInForm>().Instance;

        SignOutElsewhere(token);

        page.WaitForAssertion(() => Assert.True(page.Find("details:has(form)").HasAttribute("open")));
        Assert.Same(form, page.FindComponent<SignInForm>().Instance);
    }

    [Fact]
    public async Task Filling_in_somebody_else_takes_both_fields_over()
    {
        var form = Render<SignInForm>();

        await form.Button("Fill in mira").ClickAsync();
        await form.Button("Fill in alice").ClickAsync();

        Assert.Equal("alice", form.Field("Name").GetAttribute("value"));
        Assert.Equal("correct horse", form.Field("Password").GetAttribute("value"));
    }

    [Fact]
    public void The_fields_are_bounded_and_known_to_a_password_manager()
    {
        var form = Render<SignInForm>();

        Assert.Equal(("64", "username"), (form.Field("Name").GetAttribute("maxlength"), form.Field("Name").GetAttribute("autocomplete")));
        Assert.Equal(("256", "current-password"),
            (form.Field("Password").GetAttribute("maxlength"), form.Field("Password").GetAttribute("autocomplete")));
    }

    [Fact]
    public void Only_lifetimes_within_the_settings_are_offered_and_the_default_stands_chosen()
    {
        Settings["Tokens:Lifetime"] = "00:02:30";
        Settings["Tokens:ShortestLifetime"] = "00:01:00";
        Settings["Tokens:LongestLifetime"] = "00:05:00";

        var options = Render<SignInForm>().Field("The token lives").QuerySelectorAll("option");

        Assert.Equal(["1 minute", "2.5 minutes", "5 minutes"], options.Select(Sight.Text));
        Assert.Equal(["60", "150", "300"], options.Select(option => option.GetAttribute("value")));
        Assert.Equal("2.5 minutes", Assert.Single(options, option => option.HasAttribute("selected")).Text());
    }

    [Theory]
    [InlineData("30", false)]
    [InlineData("60", false)]
    [InlineData("300", true)]
    [InlineData("", true)]
    public async Task A_sign_in_is_renewed_unless_a_life_was_chosen_that_is_short_to_be_seen_ending(string seconds, bool renewed)
    {
        var form = Render<SignInForm>();
        Assert.True(form.Find("input[name=renew]").HasAttribute("checked"));

        await form.Find("select[name=lifetime]").ChangeAsync(seconds);

        Assert.Equal(renewed, form.Find("input[name=renew]").HasAttribute("checked"));
    }

    [Fact]
    public void Every_algorithm_is_offered_and_the_one_of_the_settings_stands_chosen()
    {
        Settings["Tokens:Algorithm"] = "PS256";

        var options = Render<SignInForm>().Field("Signed with").QuerySelectorAll("option");

        Assert.Equal(["ES256", "RS256", "PS256", "HS256"], options.Select(Sight.Text));
        Assert.Equal("PS256", Assert.Single(options, option => option.HasAttribute("selected")).Text());
    }

    [Theory]
    [InlineData(null, "/sign-in")]
    [InlineData("/call-the-api", "/call-the-api")]
    public void Where_to_go_afterwards_travels_along(string? returnUrl, string sent)
    {
        var form = Render<SignInForm>(part => part.Add(form => form.ReturnUrl, returnUrl));

        Assert.Equal(sent, form.Find("input[name=returnUrl]").GetAttribute("value"));
    }

    [Fact]
    public void Without_demo_people_no_password_is_on_the_page()
    {
        Settings["Demo:Enabled"] = "false";

        var form = Render<SignInForm>();

        Assert.True(form.Shows("Demo people are switched off on this server."));
        Assert.DoesNotContain("correct horse", form.Markup, StringComparison.Ordinal);
    }
}
