using BlazorJwt.Components.Lessons.CallApi;
using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.CallApi;

/// <summary>What the experiments of this lesson showed stands on the page as before when its server was stopped and the page went on at another.</summary>
public sealed class MovedCallApiTests : MovedPageTest
{
    public MovedCallApiTests(AppFixture app) => PutBehind(app);

    [Theory]
    [InlineData("GET /api/orders", "My token", "200")]
    [InlineData("GET /api/takings", "My token", "403")]
    [InlineData("POST /api/orders", "My token, role changed to manager", "401")]
    [InlineData("GET /api/orders", "No token", "401")]
    public async Task The_answer_of_the_api_its_checks_its_policy_and_the_way_it_went(string request, string carries, string status)
    {
        var token = await SignInAsync();
        Func<IRenderedComponent<RequestBench>> open = () => Render<RequestBench>(part => part.Add(bench => bench.Token, token).Add(bench => bench.VisitorId, VisitorId));
        var bench = open();
        await bench.ChooseAsync("Request", request);
        await bench.ChooseAsync("Carries", carries);
        await bench.Button("Send").ClickAsync();
        Assert.StartsWith(status, bench.Status(), StringComparison.Ordinal);

        var chosen = Choices(bench);

        var moved = await MovedAsync(bench, open, token.EncodedSignature);

        // The same choices, and the curl line can be asked for.
        Assert.Equal(chosen, Choices(moved));
        await moved.Button("Show as curl").ClickAsync();
        Assert.Contains("curl -i", moved.Find("#curl").GetAttribute("value"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_curl_line_which_holds_a_token_stays_behind()
    {
        var token = await SignInAsync();
        var bench = Render<RequestBench>(part => part.Add(bench => bench.Token, token).Add(bench => bench.VisitorId, VisitorId));
        await bench.ChooseAsync("Carries", "My token");
        await bench.Button("Send").ClickAsync();
        await bench.Button("Show as curl").ClickAsync();

        Assert.DoesNotContain("curl -i", await MoveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_refusals_of_the_same_request()
    {
        var token = await SignInAsync();
        Func<IRenderedComponent<TwoRefusals>> open = () => Render<TwoRefusals>(part => part.Add(both => both.Token, token).Add(both => both.VisitorId, VisitorId));
        var both = open();
        await both.Button("Send both").ClickAsync();
        Assert.True(both.Shows("The first was answered with 401, the second with 403."));

        await MovedAsync(both, open, token.EncodedSignature);
    }

    [Fact]
    public async Task The_bytes_of_a_tapped_request_with_what_was_found_in_them()
    {
        var token = await SignInAsync();
        Func<IRenderedComponent<WireTap>> open = () => Render<WireTap>(part => part.Add(tap => tap.Token, token).Add(tap => tap.VisitorId, VisitorId));
        var tap = open();
        await tap.Button("Tap a request").ClickAsync();
        await tap.Button("Bytes as text").ClickAsync();
        Assert.True(tap.Shows("Plain HTTP: the token can be read."));

        var moved = await MovedAsync(tap, open, token.EncodedSignature);

        Assert.NotEmpty(moved.FindAll(".dump mark.signature"));
        Assert.Equal("true", moved.Button("Bytes as text").GetAttribute("aria-pressed"));
    }

    [Fact]
    public async Task What_the_framework_made_of_the_claims()
    {
        var token = await SignInAsync("mira");
        Func<IRenderedComponent<ClaimsXray>> open = () => Render<ClaimsXray>(part => part.Add(xray => xray.Token, token));
        var xray = open();
        await xray.Button("Show what ASP.NET made of my token").ClickAsync();
        await xray.Button("As JwtBearer comes").ClickAsync();

        await MovedAsync(xray, open, token.EncodedSignature);
    }

    [Fact]
    public async Task The_exchanges_on_the_wire_with_the_signatures_kept_back()
    {
        var token = await SignInAsync();
        var bench = Render<RequestBench>(part => part.Add(bench => bench.Token, token).Add(bench => bench.VisitorId, VisitorId));
        await bench.ChooseAsync("Carries", "My token");
        await bench.Button("Send").ClickAsync();
        await bench.ChooseAsync("Request", "GET /api/takings");
        await bench.Button("Send").ClickAsync();
        Func<IRenderedComponent<VisitorWire>> open = () => Render<VisitorWire>(part => part.Add(wire => wire.Filter, _ => true).Add(wire => wire.Most, 12));
        var wire = open();
        Assert.Equal(2, wire.FindAll(".exchange").Count);
        var shown = wire.Find(".exchange pre").Text();

        var gone = await MoveAsync();
        var moved = open();

        Assert.DoesNotContain(token.EncodedSignature, gone, StringComparison.Ordinal);
        Assert.Equal(2, moved.FindAll(".exchange").Count);
        Assert.Equal(shown, moved.Find(".exchange pre").Text());
        // The signature did not come along: what can be revealed is that of the token that the page has.
        Assert.DoesNotContain(token.EncodedSignature, moved.Markup, StringComparison.Ordinal);
    }

    private static string?[] Choices(IRenderedComponent<RequestBench> bench) => [.. bench.FindAll("select").Select(field => field.GetAttribute("value"))];
}
