using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace BlazorJwt.Labs.Clinic;

/// <summary>Fetches an issuer's metadata as JwtBearer does, from an address that cannot answer.</summary>
internal static class MetadataReproduction
{
    /// <summary>A port of this machine on which no process listens.</summary>
    public const string Nobody = "https://localhost:1/.well-known/openid-configuration";

    public const string Plain = "http://localhost:1/.well-known/openid-configuration";

    public static Task<Reproduced> FetchAsync(string address, CancellationToken cancellation) => Reproduced.RunAsync(async () =>
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };
        var metadata = new ConfigurationManager<OpenIdConnectConfiguration>(
            address, new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(client));
        await metadata.GetConfigurationAsync(cancellation);
        return "Fetched.";
    });
}
