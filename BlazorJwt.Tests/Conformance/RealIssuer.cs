using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Conformance;

/// <summary>A certified OpenID provider that is not ours, in a process of its own: the npm package oidc-provider on a free loopback
/// port.</summary>
internal sealed class RealIssuer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private RealIssuer(Process process, string issuer) => (_process, Issuer) = (process, issuer);

    /// <summary>Its <c>iss</c>.</summary>
    public string Issuer { get; }

    /// <summary>The settings that make an app trust it.</summary>
    public IEnumerable<(string Name, string? Value)> Settings =>
    [
        ("TrustedIssuers:0:Authority", Issuer), ("TrustedIssuers:0:Audience", "urn:orders-here"),
            ("TrustedIssuers:0:Algorithms:0", "RS256"), ("TrustedIssuers:0:Types:0", "at+jwt"),
        ("TrustedIssuers:0:Required:0", "client_id"), ("TrustedIssuers:0:Required:1", "jti"),
        ("Issuers:Timeout", "00:01:00"),
    ];

    public static async Task<RealIssuer> StartAsync()
    {
        var process = await NodeFolder.StartAsync("BlazorJwt.Tests/Conformance/RealIssuer", "provider.mjs", "RS256");
        return new(process, await LineAsync(process));
    }

    /// <summary>Asks for an access token with client credentials and a resource indicator (RFC 6749 section 4.4, RFC 8707).</summary>
    public async Task<string> TokenAsync(string scope = "orders.read", string resource = "urn:orders-here")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Issuer + "/token")
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["scope"] = scope, ["resource"] = resource }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.ASCII.GetBytes("shop:a-secret-of-the-test")));
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>Lets it sign with a new key, published beside the former one.</summary>
    public async Task RotateAsync() => Assert.Equal("rotated", await AskAsync("rotate"));

    /// <summary>How often its key set was asked for.</summary>
    public async Task<int> QuestionsAsync() => int.Parse(await AskAsync("asked"), System.Globalization.CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task<string> AskAsync(string word)
    {
        await _process.StandardInput.WriteLineAsync(word);
        await _process.StandardInput.FlushAsync();
        return await LineAsync(_process);
    }

    private static async Task<string> LineAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException("The issuer ended before it said anything.");
}
