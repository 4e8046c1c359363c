using System.Net;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Hosting;

/// <summary>A foreign name that points here is refused (DNS rebinding); the names of this machine are always taken, because the server
/// calls itself.</summary>
[Trait("needs", "server")]
public sealed class HostNameTests(AppFixture app)
{
    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:5080", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]:5080", true)]
    [InlineData("evil.example", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("169.254.169.254", false)]
    public async Task Only_the_names_of_this_machine_are_taken_by_default(string host, bool taken)
    {
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync("/api/menu", ("Host", host));

        Assert.Equal(taken ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("tokens.example", "tokens.example", true)]
    [InlineData("tokens.example", "localhost", true)]
    [InlineData("tokens.example", "evil.example", false)]
    [InlineData("", "localhost", true)]
    [InlineData("", "evil.example", false)]
    public async Task A_name_in_the_settings_is_taken_beside_them(string setting, string host, bool taken)
    {
        await using var own = AppFixture.Start([("AllowedHosts", setting)]);
        using var client = own.CreateClient();

        using var answer = await client.SendGetAsync("/api/menu", ("Host", host));

        Assert.Equal(taken ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
