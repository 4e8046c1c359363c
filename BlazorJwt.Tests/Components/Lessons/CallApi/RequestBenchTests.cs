using BlazorJwt.Api;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Components.Lessons.CallApi;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.CallApi;

/// <summary>Real requests to the real app; what the page says is what the API answered.</summary>
public sealed class RequestBenchTests : PageTest
{
    public RequestBenchTests(AppFixture app) => PutBehind(app);

    [Theory]
    [InlineData("alice", "GET /api/orders", "No token", "401 Unauthorized. The request carried no token")]
    [InlineData("alice", "GET /api/orders", "My token", "200 The token passed every check")]
    [InlineData("alice", "POST /api/orders", "My token", "201 The token passed every check")]
    [InlineData("alice", "GET /api/takings", "My token", "403 Forbidden. The token is good")]
    [InlineData("mira", "GET /api/takings", "My token", "200 The token passed every check")]
    [InlineData("alice", "GET /api/takings", "My token, role changed to manager", "401 Unauthorized.")]
    [InlineData("alice", "GET /api/orders", "My token, signature cut off", "401 Unauthorized.")]
    [InlineData("alice", "GET /api/orders", "My claims, alg none", "401 Unauthorized.")]
    [InlineData("alice", "GET /api/orders", "A token of mine that has expired", "401 Unauthorized.")]
    [InlineData("alice", "GET /api/orders", "My token, bearer in small letters", "200 The token passed every check")]
    [InlineData("alice", "GET /api/orders", "A token of mine without a scope", "403 Forbidden.")]
    [InlineData("alice", "GET /api/orders", "A token of mine that was taken back", "401 Unauthorized. This token was taken back")]
    [InlineData("alice", "GET /api/orders", "My token, Bearer twice", "400 Bad request. The Authorization header is not one scheme")]
    [InlineData("alice", "GET /api/orders", "My token, as Basic", "401 Unauthorized. The scheme is not Bearer")]
    [InlineData("alice", "GET /api/menu", "No token", "200 Open to all")]
    [InlineData("alice", "GET /api/menu", "My claims, alg none", "200 Open to all")]
    public async Task The_answer_of_the_API_is_shown_and_explained(string person, string request, string carries, string answer)
    {
        var token = await SignInAsync(person);
        var bench = Render<RequestBench>(part => part.Add(bench => bench.Token, token).Add(bench => bench.VisitorId, VisitorId));

        await bench.ChooseAsync("Request", request);
        await bench.ChooseAsync("Carries", carries);
        await bench.Button("Send").ClickAsync();

        Assert.StartsWith(answer, bench.Status(), StringComparison.Ordinal);
        Assert.Single(Log.For(VisitorId));
        Assert.DoesNotContain(token.EncodedSignature, bench.Markup, StringComparison.Ordinal);
        Assert.True(Progress.IsDone(Lesson.CallApi));
    }

    [Fact]
    public async Task The_request_is_shown_as_a_curl_line_when_the_visitor_asks_for_it()
    {
        var token = await SignInAsync("alice");
        var bench = Render<RequestBench>(part => part.Add(bench => bench.Token, token).Add(bench => bench.VisitorId, VisitorId));
        await bench.ChooseAsync("Request", "POST /api/orders");
        await bench.ChooseAsync("Carries", "My token, in quotes");
        await bench.Button("Send").ClickAsync();

        await bench.Button("Show as curl").ClickAsync();

        var line = bench.Field("The same request for a shell. It holds a whole token");
        Assert.True(line.HasAttribute("readonly"));
        Assert.Equal(
            $$"""curl -i -X POST -H 'Authorization: Bearer "{{token.EncodedToken}}"' -H 'Content-Type: application/json' -d '{"item":"espresso"}' 'http://localhost/api/orders'""",
            line.GetAttribute("value"));
        await bench.Button("Hide the curl line").ClickAsync();
        Assert.DoesNotContain(token.EncodedSignature, bench.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_quote_does_not_end_the_argument_of_the_curl_line() => Assert.Equal(
        @"curl -i -H 'Authorization: Bearer a'\''b' 'http://localhost/api/menu'",
        CurlLine.For(new("http://localhost"), ApiCall.Menu, new("a'b")));
}
