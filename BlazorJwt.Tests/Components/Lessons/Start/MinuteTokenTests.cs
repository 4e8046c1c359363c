using BlazorJwt.Components.Lessons.Start;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.Start;

public sealed class MinuteTokenTests : PageTest
{
    [Theory]
    [InlineData("Eve")]
    [InlineData("")]
    [InlineData("Zoë 🦊")]
    [InlineData("ada")]
    public async Task Another_name_breaks_the_signature_and_the_old_one_mends_it(string name)
    {
        var minute = Render<MinuteToken>();
        Assert.StartsWith("The signature fits.", minute.Status(), StringComparison.Ordinal);

        await minute.Field("The name in it").InputAsync(name);
        Assert.StartsWith("The signature does not fit.", minute.Status(), StringComparison.Ordinal);

        await minute.Field("The name in it").InputAsync("Ada");
        Assert.StartsWith("The signature fits.", minute.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_token_opens_nothing_and_its_signature_is_kept_back()
    {
        var minute = Render<MinuteToken>();

        Assert.False(minute.Shows("\"scope\""));
        Assert.False(minute.Shows("\"role\""));
        Assert.EndsWith(".••••••", minute.Find(".token").Text(), StringComparison.Ordinal);
    }
}
