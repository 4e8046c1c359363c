using BlazorJwt.Api.Client;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Components.Lessons.CallApi;
using BlazorJwt.HttpLog;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace BlazorJwt.Tests.Components.Lessons.CallApi;

/// <summary>Real requests to the real app; what the page says is what the API answered.</summary>
[Trait("needs", "server")]
public sealed class RequestExperimentTests : PageTest
{
    private readonly AppFixture _app;

    public RequestExperimentTests(AppFixture app) => PutBehind(_app = app);

    [Theory]
    [InlineData("My token", false)]
    [InlineData("A token of mine without a scope", true)]
    [InlineData("A token of mine without a role", true)]
    [InlineData("A token of mine that is not valid yet", true)]
    public async Task What_was_made_for_a_request_is_revoked_with_its_answer_and_the_visitor_s_own_token_is_not(string carries,
        bool revoked)
    {
        var token = await SignInAsync("mira");
        var bench = Render<RequestExperiment>(part => part.Add(bench => bench.Token, token));

        await bench.ChooseAsync("Carries", carries);
        await bench.Button("Send").ClickAsync();

        Assert.Equal(revoked, IsRevoked(Assert.Single(Log.For(VisitorId))));
        Assert.False(_app.Services.GetRequiredService<Denylist>().IsRevoked(token));
    }

    [Fact]
    public async Task Of_the_two_refusals_the_good_token_is_revoked_with_its_answer()
    {
        var token = await SignInAsync("mira");
        var page = Render<TwoRefusals>(part => part.Add(page => page.Token, token));

        await page.Button("Send both").ClickAsync();

        Assert.True(IsRevoked(Assert.Single(Log.For(VisitorId), exchange => exchange.Status == 403)));
    }

    // The log knows which token it was, and not its signature.
    private bool IsRevoked(Exchange exchange)
    {
        var sent = exchange.Request.Headers.Single(header => header.Name == "Authorization").Value["Bearer ".Length..];
        var payload = Tokens.Decode(sent).Payload!.Value;
        return _app.Services.GetRequiredService<Denylist>()
            .IsRevoked(payload.GetProperty("iss").GetString()!, payload.GetProperty("jti").GetString()!);
    }

    [Theory]
    [InlineData("alice", "GET /api/orders", "No token", "401 Unauthorized. The request carried no token")]
    [InlineData("alice", "GET /api/orders", "My token", "200 The token passed every check")]
    [InlineData("alice", "POST /api/orders", "My token", "201 The token passed every check")]
    [InlineData("alice", "GET /api/sales-total", "My token", "403 Forbidden. The token is good")]
    [InlineData("mira", "GET /api/sales-total", "My token", "200 The token passed every check")]
    [InlineData("alice", "GET /api/sales-total", "My token, role changed to manager", "401 Unauthorized.")]
    [InlineData("alice", "GET /api/orders", "My token, signature cut off", "401 Unauthorized.")]
    [InlineData("alice", "GET /api/orders", "My claims, alg none", "401 Unauthorized.")]
    [InlineData("alice", "GET /api/orders", "A token of mine that has expired", "401 Unauthorized.")]
    [InlineData("alice", "GET /api/orders", "My token, bearer in small letters", "200 The token passed every check")]
    [InlineData("alice", "GET /api/orders", "A token of mine without a scope", "403 Forbidden.")]
    [InlineData("alice", "GET /api/orders", "A token of mine that was revoked", "401 Unauthorized. This token was revoked")]
    [InlineData("alice", "GET /api/orders", "My token, Bearer twice", "400 Bad request. The Authorization header is not one scheme")]
    [InlineData("alice", "GET /api/orders", "My token, as Basic", "401 Unauthorized. The scheme is not Bearer")]
    [InlineData("alice", "GET /api/menu", "No token", "200 Open to all")]
    [InlineData("alice", "GET /api/menu", "My claims, alg none", "200 Open to all")]
    public async Task The_answer_of_the_API_is_shown_and_explained(string person, string request, string carries, string answer)
    {
        var token = await SignInAsync(person);
        var bench = Render<RequestExperiment>(part => part.Add(bench => bench.Token, token));

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
        var bench = Render<RequestExperiment>(part => part.Add(bench => bench.Token, token));
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

    [Theory]
    [InlineData(true, "The line is on the clipboard.")]
    [InlineData(false, "The browser did not let the page use the clipboard.")]
    public async Task The_curl_line_is_copied_and_a_sentence_says_whether_it_was(bool allowed, string said)
    {
        var token = await SignInAsync("alice");
        var clipboard = JSInterop.SetupModule("./Components/Teaching/CopyButton.razor.js");
        clipboard.Setup<bool>("copy", _ => true).SetResult(allowed);
        var bench = Render<RequestExperiment>(part => part.Add(bench => bench.Token, token));
        await bench.Button("Send").ClickAsync();
        await bench.Button("Show as curl").ClickAsync();

        await bench.Button("Copy the line").ClickAsync();

        Assert.Equal("curl -i 'http://localhost/api/orders'", Assert.Single(clipboard.Invocations["copy"]).Arguments[0]);
        Assert.Equal(said, bench.Find(".copy [role=status]").Text());
        Assert.Same(bench.Button("Walk through it").ParentElement, bench.Button("Hide the curl line").ParentElement);
    }

    [Fact]
    public async Task The_cookie_is_the_browser_s_to_send_and_what_each_way_lets_a_script_see_stands_beside_it()
    {
        var token = await SignInAsync("alice");
        var bench = Render<RequestExperiment>(part => part.Add(bench => bench.Token, token));
        Assert.Equal(["This server", "Your browser"], Options(bench, "Sent by"));

        await bench.ChooseAsync("Carries", "My cookie");
        Assert.Equal(["Your browser"], Options(bench, "Sent by"));
        Assert.True(bench.Shows("No script touches the token"));

        await bench.ChooseAsync("Carries", "My token");
        Assert.True(bench.Shows("a copy of your token that lives a minute and is revoked with the answer"));
        await bench.ChooseAsync("Sent by", "This server");
        Assert.False(bench.Shows("copy of your token"));
    }

    [Fact]
    public async Task A_browser_that_does_not_load_the_script_leaves_a_sentence_and_a_page_that_works()
    {
        var token = await SignInAsync("alice");
        JSInterop.SetupModule("./Components/Lessons/CallApi/RequestExperiment.razor.js").Setup<BrowserFetch.FetchResult>("send", _ => true)
            .SetException(new JSException("Failed to fetch dynamically imported module"));
        var bench = Render<RequestExperiment>(part => part.Add(bench => bench.Token, token));

        await bench.ChooseAsync("Sent by", "Your browser");
        await bench.Button("Send").ClickAsync();
        Assert.StartsWith("Your browser could not load the script", bench.Status(), StringComparison.Ordinal);
        await bench.ChooseAsync("Sent by", "This server");
        await bench.Button("Send").ClickAsync();

        Assert.StartsWith("401 ", bench.Status(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mira", "GET /api/sales-total", "My token", "an accepted token: there, sub: mira", "role manager: there, role: manager")]
    [InlineData("alice", "GET /api/sales-total", "My token", "an accepted token: there, sub: alice",
        "role manager: missing, role: customer")]
    [InlineData("alice", "GET /api/orders", "A token of mine without a scope", "an accepted token: there, sub: alice",
        "scope orders.read: missing, no claim scope")]
    [InlineData("alice", "GET /api/orders", "My claims, alg none", "an accepted token: missing, none",
        "scope orders.read: nobody to ask, no claims")]
    public async Task What_the_policy_asked_for_stands_beside_the_claim_that_answered(string person, string request, string carries,
        string first, string second)
    {
        var token = await SignInAsync(person);
        var bench = Render<RequestExperiment>(part => part.Add(bench => bench.Token, token));
        await bench.ChooseAsync("Request", request);
        await bench.ChooseAsync("Carries", carries);

        await bench.Button("Send").ClickAsync();

        var rows = bench.Table("What the policy asked for").QuerySelectorAll("tbody tr");
        Assert.Equal([first, second], rows.Select(row => $"{row.QuerySelector("th")!.Text()}: {string.Join(", ", row.Cells())}"));
    }

    [Fact]
    public async Task An_address_that_is_open_to_all_has_no_policy()
    {
        var token = await SignInAsync("alice");
        var bench = Render<RequestExperiment>(part => part.Add(bench => bench.Token, token));
        await bench.ChooseAsync("Request", "GET /api/menu");

        await bench.Button("Send").ClickAsync();

        Assert.True(bench.Shows("This address has no policy: it is open to all"));
    }

    private static IEnumerable<string> Options(IRenderedComponent<RequestExperiment> bench, string field) =>
        bench.Field(field).QuerySelectorAll("option").Select(Sight.Text);

    [Fact]
    public void A_single_quote_does_not_end_the_argument_of_the_curl_line() => Assert.Equal(
        @"curl -i -H 'Authorization: Bearer a'\''b' 'http://localhost/api/menu'",
        CurlLine.For(new("http://localhost"), ApiCall.Menu, new("a'b")));
}
