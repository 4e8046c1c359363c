using BlazorJwt.Components.Lessons.KeepSafe;
using Bunit;
using Bunit.TestDoubles;

namespace BlazorJwt.Tests.Learn;

/// <summary>Rung 4 of docs/testing.md: the same component for a visitor who is signed out, signed in, and not known yet.</summary>
public sealed class AuthenticationStateTests : BunitContext
{
    private readonly BunitAuthorizationContext _visitor;

    public AuthenticationStateTests()
    {
        // Hands the authentication state down, as AddCascadingAuthenticationState does in the app.
        _visitor = AddAuthorization();
        JSInterop.Setup<bool>("document.hasFocus").SetResult(true);
    }

    [Fact]
    public void A_visitor_is_signed_out_at_first() => Assert.Equal("signed out", Shown());

    [Fact]
    public void A_visitor_who_is_signed_in_has_a_name()
    {
        _visitor.SetAuthorized("Alice");

        Assert.Equal("signed in as Alice", Shown());
    }

    [Fact]
    public void Nothing_is_said_while_the_state_is_not_known()
    {
        _visitor.SetAuthorizing();

        Assert.Empty(Render<StageReach>().FindAll("[data-reach='Authentication state']"));
    }

    private string Shown() => Render<StageReach>().Find("[data-reach='Authentication state']").TextContent;
}
