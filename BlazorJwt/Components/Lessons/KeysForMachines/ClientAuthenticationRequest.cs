using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using BlazorJwt.Api.Client;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.AuthorizationServer.TokenEndpoint;

namespace BlazorJwt.Components.Lessons.KeysForMachines;

/// <summary>What a program sends to prove who it is, made fresh for each request.</summary>
public sealed record ClientAuthenticationRequest
{
    private const string Elsewhere = "https://elsewhere.example";
    private const string NoClient = "svc-0000000000000000";

    /// <summary>What goes to the token endpoint; null for an API key, which goes to the API itself.</summary>
    internal ApiCall? TokenCall { get; private init; }

    /// <summary>What stands in a header of that request, or of the request to the API; null for nothing.</summary>
    internal ApiCredentials? Credentials { get; private init; }

    /// <summary>The signed assertion; null when none is sent.</summary>
    internal string? Assertion { get; private init; }

    /// <summary>Why there is nothing to send, in a sentence; null when there is.</summary>
    internal string? Problem { get; private init; }

    /// <param name="listed">What the dashboard still lists of the account: the rest is retired.</param>
    internal static ClientAuthenticationRequest Make(ClientAuthenticationMethod way, MachineProgram program, MachineFault fault,
        IReadOnlyCollection<ServiceAccountCredential> listed, DateTimeOffset now) =>
        way.SendsSecret() ? BySecret(way, program, fault, listed) : ByKey(way, program, fault, listed, now);

    private static ClientAuthenticationRequest BySecret(ClientAuthenticationMethod way, MachineProgram program, MachineFault fault,
        IReadOnlyCollection<ServiceAccountCredential> listed)
    {
        if (fault is MachineFault.Expired or MachineFault.OtherAudience or MachineFault.TokenEndpointAudience)
            return Nothing(fault is MachineFault.Expired
                ? "Nothing sent: a secret carries no time of its own."
                : "Nothing sent: a secret names no audience. It is good for anyone who receives it.");
        var secret = fault is MachineFault.Retired
            ? program.FormerSecrets.FirstOrDefault(former =>
                !listed.Any(kept => !kept.IsKey && former.StartsWith(kept.Id, StringComparison.Ordinal)))
            : program.Secret;
        if (secret is null)
            return Nothing(fault is MachineFault.Retired
                ? "Nothing sent: rotate the secret twice, and the first one is retired."
                : "Your program has no secret. Rotate it in the dashboard, or paste it below.");

        var id = fault is MachineFault.UnknownClient ? NoClient : program.ClientId;
        if (fault is MachineFault.WrongSecret) secret = secret[..^1] + (secret[^1] is 'A' ? 'E' : 'A');
        return way switch
        {
            // A key names its client by itself: the key of no client is one that was never handed out.
            ClientAuthenticationMethod.ApiKey =>
                new() { Credentials = ApiCredentials.ApiKey(fault is MachineFault.UnknownClient ? ClientSecret.Create().Text : secret) },
            ClientAuthenticationMethod.SecretBasic =>
                new() { TokenCall = Ask(GrantTypes.ClientCredentials), Credentials = new(Basic(id, secret), "Basic") },
            _ => new() { TokenCall = Ask(GrantTypes.ClientCredentials, ("client_id", id), ("client_secret", secret)) },
        };
    }

    private static ClientAuthenticationRequest ByKey(ClientAuthenticationMethod way, MachineProgram program, MachineFault fault,
        IReadOnlyCollection<ServiceAccountCredential> listed, DateTimeOffset now)
    {
        var file = fault is MachineFault.Retired
            ? program.FormerKeyFiles.FirstOrDefault(former =>
                !listed.Any(kept => kept.IsKey && kept.Id == Member(former, "private_key_id")))
            : program.KeyFile;
        if (file is null)
            return Nothing(fault is MachineFault.Retired
                ? "Nothing sent: rotate the key twice, and the first one is retired."
                : "Your program has no key file. Make one in the dashboard, or paste it below.");

        var signing = fault switch
        {
            MachineFault.UnknownClient => With(file, "client_id", NoClient),
            MachineFault.OtherAudience => With(With(file, "token_uri", $"{Elsewhere}/token"), "issuer", Elsewhere),
            MachineFault.TokenEndpointAudience => With(file, "issuer", Member(file, "token_uri")!),
            MachineFault.WrongSecret => With(file, "private_key", Member(KeyFile.Create(program.ClientId, "", "").File, "private_key")!),
            _ => file,
        };
        var use = way is ClientAuthenticationMethod.Assertion ? AssertionUse.Grant : AssertionUse.ClientAuthentication;
        var assertion = KeyFile.Assert(signing, fault is MachineFault.Expired ? now.AddMinutes(-2) : now, use);
        return new()
        {
            Assertion = assertion,
            TokenCall = way is ClientAuthenticationMethod.Assertion
                ? Ask(GrantTypes.JwtBearer, ("assertion", assertion))
                : Ask(GrantTypes.ClientCredentials, ("client_assertion_type", ClientProof.AssertionType), ("client_assertion", assertion)),
        };
    }

    /// <summary>Form-encoded first, so that a colon in id or secret can't be mistaken (RFC 6749 section 2.3.1).</summary>
    internal static string Basic(string id, string secret) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{WebUtility.UrlEncode(id)}:{WebUtility.UrlEncode(secret)}"));

    internal static string? Member(string keyFile, string name) => JsonNode.Parse(keyFile)?[name]?.GetValue<string>();

    public override string ToString() => Problem ?? "proof (redacted)";

    private static string With(string file, string name, string value)
    {
        var json = JsonNode.Parse(file)!;
        json[name] = value;
        return json.ToJsonString();
    }

    private static ApiCall Ask(string grant, params IEnumerable<(string Name, string Value)> fields) =>
        ApiCall.MachineToken([("grant_type", grant), .. fields]);

    private static ClientAuthenticationRequest Nothing(string problem) => new() { Problem = problem };
}
