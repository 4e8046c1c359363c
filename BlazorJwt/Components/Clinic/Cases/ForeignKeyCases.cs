using System.Security.Cryptography;
using System.Text;
using BlazorJwt.Labs.Clinic;

namespace BlazorJwt.Components.Clinic.Cases;

/// <summary>Signatures that fail because the token is meant for another party: another scheme, or Microsoft Graph.</summary>
internal static class ForeignKeyCases
{
    private const string GraphId = "00000003-0000-0000-c000-000000000000";

    private static readonly string[] Failures =
        ["IDX10511", "IDX10501", "IDX10503", "IDX10516", "IDX10517", "IDX10500", "IDX10512", "The signature is invalid"];

    public static ClinicCase TwoSchemes { get; } = new("two-schemes", "Two JwtBearer schemes: one of them always logs a failure",
        "A policy with two schemes asks each of them, and each tries the token with its own keys. The one whose token it is not logs a "
            + "failed signature; the other one lets the request in. It is an error only when the request got a 401.",
        """
        // choose the scheme by the issuer, so that only one is asked
        .AddPolicyScheme("Issuers", null, options => options.ForwardDefaultSelector = context =>
            IssuerOf(context.Request) == "https://login.example" ? "Login" : "Own");
        // IssuerOf reads iss without trusting it: the chosen scheme still validates the token
        """,
        "ASP.NET Core docs: authorize with a specific scheme · dotnet/aspnetcore#18940, #26002",
        [
            .. Sign.Each(Failures, "Successfully validated the token"), .. Sign.Each(Failures, "was successfully authenticated"),
            .. Sign.Each(Failures, "was not authenticated", "Authorization was successful"),
            .. Sign.Each(["IDX10501", "IDX10503", "IDX10516", "IDX10517"], "IDX10511", "was not authenticated"),
        ])
    { Reproduce = (_, _) => SchemesReproduction.AskTwoAsync() };

    public static ClinicCase Graph { get; } = new("graph-token", "The token is for Microsoft Graph: only Graph can check it",
        "aud is Microsoft Graph and the header has a nonce. Microsoft signs such a token over the hash of that nonce, so its signature "
            + "fails for everybody but Graph, with the right keys too. Nothing is wrong with the keys: the client asked for a scope of "
            + "Graph, such as User.Read, and got a token for Graph.",
        """
        // client: ask for a scope of your own API
        scopes: ["api://your-api/orders.read"]
        // API: audience is your own; do not switch the signature check off
        options.Audience = "api://your-api";
        """,
        "AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet#853, #609, #1334",
        [
            .. Sign.Each(Failures, GraphId), .. Sign.Each(Failures, "\"https://graph.microsoft.com"),
            .. Sign.Each(Failures, "'https://graph.microsoft.com"), .. Sign.Each(Failures, "\"typ\":\"JWT\",\"nonce\":\""),
            .. Sign.Each(["IDX10214", "The audience '"], GraphId),
            .. Sign.Each(["IDX10214", "The audience '"], "'https://graph.microsoft.com"),
            Sign.Likely(GraphId), Sign.Likely("\"aud\":\"https://graph.microsoft.com"), Sign.Likely("\"typ\":\"JWT\",\"nonce\":\""),
            Sign.Likely("graph.microsoft.com", "signature"),
        ])
    {
        Reproduce = (_, _) => AskAsGraphDoesAsync(),
        More = new("debugger", "Read aud and nonce of a token in the debugger"),
    };

    // Signs the hash of the nonce and sends the nonce, as the issuer of Graph's tokens does.
    private static async Task<Reproduced> AskAsGraphDoesAsync()
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(nonce)));
        var came = await LibraryReproduction.RunAsync(trial =>
        {
            trial.Payload["aud"] = trial.Rules.ValidAudience = GraphId;
            trial.Header["nonce"] = hash;
            trial.OnTheWay = token => LibraryReproduction.WithHeader(token, hash, nonce);
        });
        return new($"{came.Message}\nThe header has \"nonce\":\"{nonce}\", the payload \"aud\":\"{GraphId}\".");
    }
}
