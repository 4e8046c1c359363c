using System.Net;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using Microsoft.AspNetCore.Http;

namespace BlazorJwt.Tests.Hosting;

[Trait("needs", "server")]
public sealed class HttpsRedirectionTests
{
    [Theory]
    [InlineData("Production", "tokens.example", "192.0.2.7", true)]
    [InlineData("Production", "tokens.example", "127.0.0.1", true)]
    [InlineData("Production", "localhost", "192.0.2.7", true)]
    [InlineData("Production", "localhost", "127.0.0.1", false)]
    [InlineData("Production", "127.0.0.1", "::1", false)]
    [InlineData("Development", "tokens.example", "192.0.2.7", false)]
    public async Task Plain_http_leads_to_https_outside_development_but_not_for_the_servers_own_calls(string environment, string host,
        string from, bool redirected)
    {
        await using var app = new MemoryApp(environment, ("AllowedHosts", "tokens.example"), ("https_port", "443"));

        var context = await app.Server.SendAsync(request =>
        {
            request.Request.Method = "GET";
            request.Request.Path = "/api/menu";
            request.Request.Host = new HostString(host);
            request.Connection.RemoteIpAddress = IPAddress.Parse(from);
        }, SignInForms.Cancellation);

        Assert.Equal(redirected ? StatusCodes.Status307TemporaryRedirect : StatusCodes.Status200OK, context.Response.StatusCode);
        if (redirected) Assert.Equal($"https://{host}/api/menu", context.Response.Headers.Location);
    }

    [Theory]
    [InlineData("10.0.0.5", "10.0.0.5", StatusCodes.Status200OK)]
    [InlineData("10.0.0.5", "192.0.2.7", StatusCodes.Status307TemporaryRedirect)]
    [InlineData("10.0.0.6", "10.0.0.5", StatusCodes.Status400BadRequest)]
    public async Task A_server_that_listens_on_one_address_calls_itself_by_it(string host, string from, int status)
    {
        await using var app = new MemoryApp("Production", ("urls", "http://10.0.0.5:8080"), ("https_port", "443"));

        var context = await app.Server.SendAsync(request =>
        {
            request.Request.Method = "GET";
            request.Request.Path = "/api/menu";
            request.Request.Host = new HostString(host, 8080);
            request.Connection.RemoteIpAddress = IPAddress.Parse(from);
            request.Connection.LocalIpAddress = IPAddress.Parse("10.0.0.5");
        }, SignInForms.Cancellation);

        Assert.Equal(status, context.Response.StatusCode);
    }
}
