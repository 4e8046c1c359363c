using BlazorJwt.Components;

namespace BlazorJwt.Tests.Components;

public sealed class PagePreferencesTests
{
    [Theory]
    [InlineData("theme=dark", "dark")]
    [InlineData("theme=light&done=sign-in", "light")]
    [InlineData("done=sign-in", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_theme_comes_from_the_cookie(string? cookie, string? theme) => Assert.Equal(theme, Read(cookie).Theme);

    [Theory]
    [InlineData("presenting=yes&theme=dark", true)]
    [InlineData("presenting=no", false)]
    [InlineData("presenting=YES", false)]
    [InlineData("theme=dark", false)]
    [InlineData(null, false)]
    public void The_projector_comes_from_the_cookie(string? cookie, bool isPresenting) =>
        Assert.Equal(isPresenting, Read(cookie).IsPresenting);

    [Theory]
    [InlineData("theme=%22%3E%3Cscript%3E&done=%3Cscript%3E")]
    [InlineData("theme=DARK&theme=dark&done=sign-in%00")]
    [InlineData("theme=light&theme=dark")]
    [InlineData("theme[]=dark&done[]=sign-in")]
    [InlineData("%%%&&&===;;;")]
    [InlineData("done=../sign-in.SIGN-IN.%2Fsign-in")]
    [InlineData("theme=\ud800&done=\u0000")]
    public void Nothing_is_believed_that_is_not_on_our_own_list(string cookie)
    {
        Assert.Null(Read(cookie).Theme);
    }

    [Fact]
    public void A_huge_cookie_is_not_even_read() =>
        Assert.Null(Read("theme=dark&" + new string('x', 100_000)).Theme);

    [Fact]
    public void What_the_server_knew_itself_is_handed_on()
    {
        var visit = PagePreferences.From(null, "The server was restarted.", isHttps: true);

        Assert.Equal("The server was restarted.", visit.Notice);
        Assert.True(visit.IsHttps);
    }

    private static PagePreferences Read(string? cookie) => PagePreferences.From(cookie, notice: null, isHttps: false);
}
