using BlazorJwt.Components.Lessons.OthersTokens;
using Bunit;

namespace BlazorJwt.Tests.Learn;

/// <summary>Rung 2 of docs/testing.md: a click, and what the component tells its parent.</summary>
public sealed class CallbackTests : BunitContext
{
    [Fact]
    public async Task The_parent_hears_which_issuer_was_chosen()
    {
        string? chosen = null;
        var table = Render<ShapeTable>(parameters => parameters.Add(shapes => shapes.WhenChosen, (string slug) => chosen = slug));

        await table.Find("button[aria-label='Try it: Auth0']").ClickAsync();

        Assert.Equal("auth0", chosen);
    }

    [Fact]
    public void Without_a_parent_that_listens_there_is_nothing_to_click()
    {
        var table = Render<ShapeTable>();

        Assert.Empty(table.FindAll("button"));
    }
}
