using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace BlazorJwt.Labs.Clinic;

/// <summary>Fetches an issuer's metadata as JwtBearer does, from an address that cannot answer.</summary>
internal static class MetadataReproduction
{
    /// <summary>A port of this machine on which no process listens.</summary>
    public const string Nobody = "https://localhost:1/.well-known/openid-configuration";

    public const string Plain = "http://localhost:1/.well-known/openid-configuration";

    public static Task<Reproduced> FetchAsync(string address, CancellationToken cancellation) =>
        FetchAsync(address, requireHttps: true, cancellation);

    /// <summary>Fetches an address of this server where no document is: the answer is 404.</summary>
    public static Task<Reproduced> FetchNothingAsync(ClinicReproductions server, CancellationToken cancellation) =>
        server.Find("/labs/error-clinic/no-such-issuer/.well-known/openid-configuration") is { } address
            ? FetchAsync(address.ToString(), requireHttps: false, cancellation)
            : Task.FromResult(new Reproduced(ClinicReproductions.NoAddress));

    /// <summary>Reads a text as an issuer's metadata.</summary>
    public static Task<Reproduced> ReadAsync(string text) =>
        Reproduced.RunAsync(() => Task.FromResult($"Read, issuer {OpenIdConnectConfiguration.Create(text).Issuer}."));

    private static Task<Reproduced> FetchAsync(string address, bool requireHttps, CancellationToken cancellation) =>
        Reproduced.RunAsync(async () =>
        {
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };
            var metadata = new ConfigurationManager<OpenIdConnectConfiguration>(
                address, new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(client) { RequireHttps = requireHttps });
            await metadata.GetConfigurationAsync(cancellation);
            return "Fetched.";
        });
}
