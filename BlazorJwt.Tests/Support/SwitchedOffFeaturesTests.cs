namespace BlazorJwt.Tests.Support;

/// <summary>Another Playwright may keep its list elsewhere.</summary>
[Trait("needs", "browser")]
public sealed class SwitchedOffFeaturesTests
{
    [Fact]
    public void Playwright_s_own_list_is_found_and_said_again()
    {
        Assert.Contains("HttpsUpgrades", SwitchedOffFeatures.OfPlaywright);
        Assert.Contains("Translate", SwitchedOffFeatures.OfPlaywright);
        var said = Assert.Single(BrowserFixture.Arguments,
            argument => argument.StartsWith("--disable-features=", StringComparison.Ordinal));
        Assert.Equal([.. SwitchedOffFeatures.OfPlaywright, .. SwitchedOffFeatures.OfTheWindow], said.Split('=')[1].Split(','));
    }
}
