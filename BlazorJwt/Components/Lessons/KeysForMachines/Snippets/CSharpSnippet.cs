using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.AuthorizationServer.TokenEndpoint;
namespace BlazorJwt.Components.Lessons.KeysForMachines.Snippets;

/// <summary>The ways in C#: a program in one file, with what .NET 10 brings along.</summary>
internal static class CSharpSnippet
{
    public static string For(ClientAuthenticationMethod way, Uri address, MachineProgram program)
    {
        // What was pasted may hold anything that a header can.
        var (id, secret) = (program.ClientId, program.Secret?.Replace("\\", @"\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal));
        return (way switch
        {
            ClientAuthenticationMethod.ApiKey => $$"""
                using var http = new HttpClient { BaseAddress = new("{{address}}") };
                http.DefaultRequestHeaders.Add("X-Api-Key", "{{secret}}");
                Console.WriteLine(await http.GetStringAsync("api/orders"));
                """,
            ClientAuthenticationMethod.SecretBasic => $$"""
                using System.Text;
                using System.Text.Json.Nodes;

                using var http = new HttpClient { BaseAddress = new("{{address}}") };
                var basic = Convert.ToBase64String(Encoding.ASCII.GetBytes(
                    Uri.EscapeDataString("{{id}}") + ":" + Uri.EscapeDataString("{{secret}}")));
                http.DefaultRequestHeaders.Authorization = new("Basic", basic);
                {{Ask("""new("grant_type", "client_credentials")""")}}
                """,
            ClientAuthenticationMethod.SecretPost => $$"""
                using System.Text.Json.Nodes;

                using var http = new HttpClient { BaseAddress = new("{{address}}") };
                {{Ask($"""new("grant_type", "client_credentials"), new("client_id", "{id}"), new("client_secret", "{secret}")""")}}
                """,
            ClientAuthenticationMethod.Assertion =>
                Sign(address, id, "", "token_uri") + Ask($"""new("grant_type", "{GrantTypes.JwtBearer}"), new("assertion", assertion)"""),
            _ => Sign(address, id, $"""["typ"] = "{AssertionTypes.ClientAuthentication}", """, "issuer")
                + Ask(
                    $"""new("grant_type", "client_credentials"), new("client_assertion_type", "{ClientProof.AssertionType}"), new("client_assertion", assertion)"""),
        }).ReplaceLineEndings("\n");
    }

    private static string Ask(string fields) => $$"""
        using var answer = await http.PostAsync("token", new FormUrlEncodedContent([{{fields}}]));
        var token = JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>();

        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Console.WriteLine(await http.GetStringAsync("api/orders"));
        """;

    private static string Sign(Uri address, string clientId, string type, string audience) => $$"""
        using System.Buffers.Text;
        using System.Security.Cryptography;
        using System.Text;
        using System.Text.Json.Nodes;

        using var http = new HttpClient { BaseAddress = new("{{address}}") };
        var file = JsonNode.Parse(File.ReadAllText("{{KeyFile.NameOf(clientId)}}"))!;
        string Member(string name) => file[name]!.GetValue<string>();
        string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var header = new JsonObject { ["alg"] = "ES256", {{type}}["kid"] = Member("private_key_id") };
        var claims = new JsonObject
        {
            ["iss"] = Member("client_id"), ["sub"] = Member("client_id"), ["aud"] = Member("{{audience}}"),
            ["iat"] = now, ["exp"] = now + 60, ["jti"] = Guid.NewGuid().ToString(),
        };
        using var key = ECDsa.Create();
        key.ImportFromPem(Member("private_key"));
        var input = $"{Encode(header)}.{Encode(claims)}";
        var assertion = $"{input}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256))}";


        """;
}
