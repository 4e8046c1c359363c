using System.Security.Claims;
using BlazorJwt.Components.Lessons.CallApi;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.CallApi;

/// <summary>What ASP.NET makes of a real token, under each setting; the policies are the API's own.</summary>
public sealed class ClaimsXrayTests : PageTest
{
    [Fact]
    public async Task As_this_app_has_it_claims_keep_their_names_and_the_manager_sees_the_sales_total()
    {
        var xray = await OpenAsync("mira");

        Assert.Contains("NameMira", xray.Status(), StringComparison.Ordinal);
        Assert.Contains("\"manager\" true", xray.Status(), StringComparison.Ordinal);
        Assert.Contains("sales-total allowed", xray.Status(), StringComparison.Ordinal);
        Assert.Contains("role: manager", xray.Table("Each member of the token and the claims made of it").Row("role").Text(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_mapping_alone_the_role_gets_a_long_name_and_the_same_token_is_refused()
    {
        var xray = await OpenAsync("mira");

        await xray.Field("MapInboundClaims").ChangeAsync("true");

        Assert.Contains($"{ClaimTypes.Role}: manager", xray.Table("Each member of the token and the claims made of it").Row("role").Text(),
            StringComparison.Ordinal);
        Assert.Contains($"{ClaimTypes.NameIdentifier}: mira",
            xray.Table("Each member of the token and the claims made of it").Row("sub").Text(), StringComparison.Ordinal);
        Assert.Contains("\"manager\" false", xray.Status(), StringComparison.Ordinal);
        Assert.Contains("sales-total refused", xray.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_the_framework_comes_roles_are_found_again_under_their_long_name()
    {
        var xray = await OpenAsync("mira");

        await xray.Button("As JwtBearer comes").ClickAsync(new());

        Assert.Contains("\"manager\" true", xray.Status(), StringComparison.Ordinal);
        Assert.Contains("sales-total allowed", xray.Status(), StringComparison.Ordinal);
        await xray.Button("As this app has it").ClickAsync(new());
        Assert.Equal("role", xray.Field("RoleClaimType").GetAttribute("value"));
    }

    [Fact]
    public async Task Another_claim_can_be_the_name_and_a_customer_stays_out_of_the_sales_total()
    {
        var xray = await OpenAsync("alice");

        await xray.Field("NameClaimType").ChangeAsync("sub");

        Assert.Contains("Namealice", xray.Status(), StringComparison.Ordinal);
        Assert.Contains("orders.read allowed", xray.Status(), StringComparison.Ordinal);
        Assert.Contains("sales-total refused", xray.Status(), StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<ClaimsXray>> OpenAsync(string person)
    {
        var token = await SignInAsync(person);
        var xray = Render<ClaimsXray>(part => part.Add(xray => xray.Token, token));
        await xray.Button("Show what ASP.NET made of my token").ClickAsync(new());
        return xray;
    }
}
