using BlazorJwt.Api.Client;

namespace BlazorJwt.Tests.Api.Client;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("http://localhost:5080", "http://localhost:5080/")]
    [InlineData("http://127.0.0.1:41234", "http://127.0.0.1:41234/")]
    [InlineData("http://*:8080", "http://localhost:8080/")]
    [InlineData("http://+:8080", "http://localhost:8080/")]
    [InlineData("http://0.0.0.0:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://[::]:8080", "http://localhost:8080/")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080/")]
    [InlineData("https://localhost:5081", "https://localhost:5081/")]
    [InlineData("http://192.0.2.7:80", "http://192.0.2.7/")]
    public void A_wildcard_means_loopback_and_a_name_means_itself(string listening, string called) =>
        Assert.Equal(called, ServerAddress.Loopback(listening)?.AbsoluteUri);

    [Theory]
    [InlineData("http://unix:/run/app.sock")]
    [InlineData("net.tcp://localhost:1")]
    public void What_no_HTTP_client_can_reach_is_no_address(string listening) => Assert.Null(ServerAddress.Loopback(listening));
}
