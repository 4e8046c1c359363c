using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.AuthorizationServer.TokenEndpoint;

namespace BlazorJwt.Components.Lessons.KeysForMachines.Snippets;

/// <summary>The ways with curl, in a POSIX shell.</summary>
internal static class CurlSnippet
{
    public static string For(ClientAuthenticationMethod way, Uri address, MachineProgram program)
    {
        var (id, secret, token, orders) = (program.ClientId, program.Secret, Quoted(new Uri(address, "token").AbsoluteUri),
            Quoted(new Uri(address, "api/orders").AbsoluteUri));
        return way switch
        {
            ClientAuthenticationMethod.ApiKey => $"curl -i -H {Quoted($"X-Api-Key: {secret}")} {orders}",
            ClientAuthenticationMethod.SecretBasic =>
                With($"-u {Quoted($"{id}:{secret}")} -d grant_type=client_credentials", token, orders),
            ClientAuthenticationMethod.SecretPost => With($"-d grant_type=client_credentials -d {Quoted($"client_id={id}")} "
                + $"--data-urlencode {Quoted($"client_secret={secret}")}", token, orders),
            ClientAuthenticationMethod.Assertion =>
                Sign(id, "", "token_uri") + With($"-d grant_type={GrantTypes.JwtBearer} -d \"assertion=$assertion\"", token, orders),
            _ => Sign(id, $"\"typ\":\"{AssertionTypes.ClientAuthentication}\",", "issuer") + With($"-d grant_type=client_credentials -d "
                + $"client_assertion_type={ClientProof.AssertionType} -d \"client_assertion=$assertion\"", token, orders),
        };
    }

    private static string With(string proof, string token, string orders) => $$"""
        token=$(curl -s {{proof}} {{token}} | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
        curl -i -H "Authorization: Bearer $token" {{orders}}
        """.ReplaceLineEndings("\n");

    // openssl writes r and s in DER; awk takes them out of it.
    private static string Sign(string clientId, string type, string audience) => $$$"""
        member() { sed -n "s/.*\"$1\": \"\(.*\)\".*/\1/p" {{{KeyFile.NameOf(clientId)}}}; }
        base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
        now=$(date +%s)
        header=$(printf '{"alg":"ES256",{{{type}}}"kid":"%s"}' "$(member private_key_id)" | base64url)
        claims=$(printf '{"iss":"%s","sub":"%s","aud":"%s","iat":%s,"exp":%s,"jti":"%s"}' "$(member client_id)" "$(member client_id)" \
          "$(member {{{audience}}})" "$now" "$((now + 60))" "$(openssl rand -hex 16)" | base64url)
        pem=$(mktemp); printf %b "$(member private_key)" > "$pem"
        # openssl signs in DER; a JWS holds r and s of 32 bytes each (RFC 7518 section 3.4).
        signature=$(printf %b "$(printf %s "$header.$claims" | openssl dgst -sha256 -sign "$pem" | openssl asn1parse -inform DER | awk -F: '
          /INTEGER/ { n = $NF; while (length(n) < 64) n = "0" n
            for (i = 1; i < 64; i += 2) printf "\\0%03o", 16 * index(d, substr(n, i, 1)) + index(d, substr(n, i + 1, 1)) - 17 }' d=0123456789ABCDEF)" | base64url)
        rm "$pem"
        assertion=$header.$claims.$signature

        """.ReplaceLineEndings("\n");

    // Within single quotes a POSIX shell takes every character as it is, but for the single quote.
    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
