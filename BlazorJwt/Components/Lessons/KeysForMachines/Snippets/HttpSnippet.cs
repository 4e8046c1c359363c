using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.AuthorizationServer.TokenEndpoint;
namespace BlazorJwt.Components.Lessons.KeysForMachines.Snippets;

/// <summary>The ways as requests of an .http file. Such a file can't sign, so it holds an assertion that was made for it.</summary>
internal static class HttpSnippet
{
    public static string For(ClientAuthenticationMethod way, Uri address, MachineProgram program, DateTimeOffset now) => (way switch
    {
        ClientAuthenticationMethod.ApiKey => $$"""
            @server = {{Server(address)}}

            ### The orders, with the API key: 200.
            GET {{"{{server}}"}}/api/orders
            X-Api-Key: {{program.Secret}}

            """,
        ClientAuthenticationMethod.SecretBasic =>
            Asking(address, "grant_type=client_credentials",
                $"Authorization: Basic {ClientAuthenticationRequest.Basic(program.ClientId, program.Secret!)}\n"),
        ClientAuthenticationMethod.SecretPost =>
            Asking(address,
                $"grant_type=client_credentials&client_id={program.ClientId}&client_secret={Uri.EscapeDataString(program.Secret!)}"),
        ClientAuthenticationMethod.Assertion =>
            Asking(address, $"grant_type={GrantTypes.JwtBearer}&assertion={KeyFile.Assert(program.KeyFile!, now, AssertionUse.Grant)}"),
        _ =>
            Asking(address,
                $"grant_type=client_credentials&client_assertion_type={ClientProof.AssertionType}&client_assertion={KeyFile.Assert(program.KeyFile!, now, AssertionUse.ClientAuthentication)}"),
    }).ReplaceLineEndings("\n");

    private static string Asking(Uri address, string form, string header = "") => $$"""
        @server = {{Server(address)}}

        ### A token: 200.
        # @name machine
        POST {{"{{server}}"}}/token
        {{header}}Content-Type: application/x-www-form-urlencoded

        {{form}}

        ### The orders, with the token: 200.
        GET {{"{{server}}"}}/api/orders
        Authorization: Bearer {{"{{machine.response.body.$.access_token}}"}}

        """;

    private static string Server(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
