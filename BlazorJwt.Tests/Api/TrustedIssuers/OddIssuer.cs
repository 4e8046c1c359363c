using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tests.Tokens.Keys;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlazorJwt.Tests.Api.TrustedIssuers;

/// <summary>An issuer on a real port that answers at each of its three addresses as a test says; 404 elsewhere.</summary>
internal sealed class OddIssuer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly string _path;

    private OddIssuer(WebApplication server, string path) => (_server, _path) = (server, path);

    public static TokenKey Key { get; } = KeyStock.Key(SigningAlgorithms.RS256);

    public string Issuer => new Uri(_server.Urls.First()).GetLeftPart(UriPartial.Authority) + _path;

    /// <summary>What it answers, by the end of the address: <c>oauth-authorization-server</c>, <c>openid-configuration</c> and
    /// <c>keys</c>.</summary>
    public Dictionary<string, Func<OddIssuer, HttpContext, Task>> Answers { get; init; } = [];

    public int Questions { get; private set; }

    public static async Task<OddIssuer> StartAsync(OddIssuers.Case odd)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (odd.IsSelfSigned) listen.UseHttps(SelfSigned());
        }));
        var server = builder.Build();
        var issuer = new OddIssuer(server, odd.Path) { Answers = new(odd.Answers) };
        server.Run(issuer.AnswerAsync);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return issuer;
    }

    /// <summary>A token that is good, whoever it says it is from.</summary>
    public static string Token(string issuer)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return Forge.Sign($$"""{"alg":"RS256","kid":"good","typ":"at+jwt"}""",
            $$"""{"iss":"{{issuer}}","sub":"alice","aud":"orders-here","iat":{{now}},"exp":{{now + 600}}}""", Key, "RS256");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        Questions++;
        var path = context.Request.Path.Value!;
        var place = path == "/.well-known/oauth-authorization-server" + _path.TrimEnd('/') ? "oauth-authorization-server"
            : path == _path.TrimEnd('/') + "/.well-known/openid-configuration" ? "openid-configuration"
            : path == "/keys" ? "keys" : "";
        if (Answers.TryGetValue(place, out var answer)) return answer(this, context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
