using System.Net;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Hosting;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Hosting;

[Trait("needs", "server")]
public sealed class RequestBoundsTests(AppFixture app)
{
    [Fact]
    public async Task A_body_past_the_bound_is_refused_with_a_sentence_and_nobody_is_signed_in()
    {
        using var visitor = app.OpenSession();

        using var answer = await visitor.TrySignInAsync("alice", app.DemoPassword("alice"), ("more", new('x', 70_000)));

        Assert.Equal("/sign-in?problem=form-expired", answer.Headers.Location!.OriginalString);
        Assert.Null(visitor.Token);
    }

    [Fact]
    public async Task Headers_past_the_bound_are_refused_and_headers_below_it_are_read()
    {
        using var client = app.CreateClient();

        using var refused = await client.SendGetAsync("/api/orders", ("Authorization", "Bearer " + new string('x', 200_000)));
        using var read = await client.SendGetAsync("/api/orders", ("Authorization", "Bearer " + new string('x', 20_000)));

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, read.StatusCode);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    public void A_client_with_many_addresses_of_one_network_counts_as_one(string address, string key) =>
        Assert.Equal(key, ClientAddress.Key(IPAddress.Parse(address)));

    [Fact]
    public void A_class_of_sixty_with_five_pages_each_stays_within_the_bound_on_circuits() =>
        Assert.True(new HostingOptions().CircuitsByAddress >= 60 * 5);

    [Fact]
    public void Every_sentence_about_a_field_names_the_bound_that_holds()
    {
        Assert.Contains($"at most {SignInForm.LongestName} characters", SignInProblem.Sentence(SignInProblem.FieldTooLong),
            StringComparison.Ordinal);
        Assert.Contains($"at most {SignInForm.LongestPassword}.", SignInProblem.Sentence(SignInProblem.FieldTooLong),
            StringComparison.Ordinal);
    }
}
