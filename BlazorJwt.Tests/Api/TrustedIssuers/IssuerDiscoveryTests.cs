using System.Net;
using BlazorJwt.Api.TrustedIssuers;

namespace BlazorJwt.Tests.Api.TrustedIssuers;

public sealed class IssuerDiscoveryTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8500/v1/agent", 1)]
    [InlineData("https://issuer.example/keys", 2)]
    public async Task An_issuer_reached_by_https_cannot_send_this_server_to_a_plain_address(string keySet, int requests)
    {
        using var internet = new Internet(keySet);
        using var client = new HttpClient(internet);

        var answer = await new IssuerDiscovery(client, TrustedIssuerRules.IsAddress, "the settings name")
            .FindAsync(new("https://issuer.example"), "https://issuer.example", TestContext.Current.CancellationToken);

        Assert.Equal(requests, internet.Asked.Count);
        Assert.Equal(requests == 1,
            answer.Problem is "The issuer's metadata came by https and names a key set at an address without it, which is not asked.");
    }

    // The internet can't be had in a test, and https on this machine only with a certificate.
    private sealed class Internet(string keySet) : HttpMessageHandler
    {
        public List<Uri> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!);
            var body = Asked.Count == 1 ? $$"""{"issuer":"https://issuer.example","jwks_uri":"{{keySet}}"}"""
                : """{"keys":[{"kty":"RSA","kid":"one","n":"AQAB","e":"AQAB"}]}""";
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body) });
        }
    }
}
