using BlazorJwt.HttpLog;

namespace BlazorJwt.Tests.HttpLog;

public sealed class SecretMaskTests
{
    private const string Content = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0";

    [Theory]
    [InlineData("Cookie", "__Host-BlazorJwt=a.b.c", "__Host-BlazorJwt=a.b.c")]
    [InlineData("Cookie", "__Host-BlazorJwt-Visitor=id; __Host-BlazorJwt=a.b.c; theme=dark",
        "__Host-BlazorJwt-Visitor=••••••••; __Host-BlazorJwt=a.b.c; theme=••••••••")]
    [InlineData("cookie", "__Host-BlazorJwt-Antiforgery=x==", "__Host-BlazorJwt-Antiforgery=••••••••")]
    [InlineData("Cookie", "novalue", "••••••••")]
    [InlineData("Set-Cookie", "__Host-BlazorJwt=a.b.c; path=/; httponly", "__Host-BlazorJwt=a.b.c; path=/; httponly")]
    [InlineData("Set-Cookie", "__Host-BlazorJwt-Visitor=id; path=/; secure", "__Host-BlazorJwt-Visitor=••••••••; path=/; secure")]
    [InlineData("Set-Cookie", "__Host-BlazorJwt-Visitor=id", "__Host-BlazorJwt-Visitor=••••••••")]
    [InlineData("Authorization", "Bearer a.b.c", "Bearer a.b.c")]
    [InlineData("Authorization", "Basic YWxpY2U6c2VjcmV0", "••••••••")]
    [InlineData("RequestVerificationToken", "CfDJ8", "••••••••")]
    [InlineData("X-Api-Key", "bjwt_sk_0", "••••••••")]
    [InlineData("Accept", "text/html", "text/html")]
    [InlineData("Set-Cookie", "__Secure-BlazorJwt-Refresh=rt1.a.b; path=/account", "__Secure-BlazorJwt-Refresh=••••••••; path=/account")]
    [InlineData("Cookie", $"__Host-BlazorJwt={Content}.c2ln", $"__Host-BlazorJwt={Content}.••••••")]
    [InlineData("Cookie", $"__Host-BlazorJwt={Content}.c2ln; BlazorJwt-Copy-Lax={Content}.b3RoZXI",
        $"__Host-BlazorJwt={Content}.••••••; BlazorJwt-Copy-Lax={Content}.••••••")]
    [InlineData("Set-Cookie", $"__Host-BlazorJwt={Content}.c2ln; path=/; httponly", $"__Host-BlazorJwt={Content}.••••••; path=/; httponly")]
    [InlineData("Authorization", $"Bearer {Content}.c2ln", $"Bearer {Content}.••••••")]
    [InlineData("Authorization", $"bearer \"{Content}.c2ln\"", $"bearer \"{Content}.••••••\"")]
    [InlineData("Authorization", $"Bearer {Content}.", $"Bearer {Content}.")]
    [InlineData("Authorization", "Bearer ew0KICJhbGciOiJFUzI1NiJ9.e30.c2ln", "Bearer ew0KICJhbGciOiJFUzI1NiJ9.e30.••••••")]
    [InlineData("Cookie", "BlazorJwt-Copy-Readable=eyJhbGciOiJFUzI1NiJ9%2EeyJzdWIiOiJhIn0%2Ec2ln",
        $"BlazorJwt-Copy-Readable={Content}.••••••")]
    [InlineData("X-Anything", $"{Content}.c2ln", $"{Content}.••••••")]
    public void A_header_keeps_what_a_token_says_and_loses_its_signature_and_every_other_secret(string name, string sent, string kept) =>
        Assert.Equal(kept, SecretMask.Header(name, sent));

    [Theory]
    [InlineData("name=alice&password=correct+horse", "name=alice&password=••••••••")]
    [InlineData("password=", "password=••••••••")]
    [InlineData("PassWord=x&password=y", "PassWord=••••••••&password=••••••••")]
    [InlineData("p%61ssword=x", "p%61ssword=••••••••")]
    [InlineData("__RequestVerificationToken=CfDJ8&lifetime=60", "__RequestVerificationToken=••••••••&lifetime=60")]
    [InlineData("client_secret=x&grant_type=password", "client_secret=••••••••&grant_type=password")]
    [InlineData("client_assertion_type=urn&client_assertion=a.b.c&assertion=d",
        "client_assertion_type=urn&client_assertion=••••••••&assertion=••••••••")]
    [InlineData("name", "name")]
    [InlineData("", "")]
    [InlineData("password=a=b%26c", "password=••••••••")]
    [InlineData("%zz=1", "%zz=1")]
    [InlineData("grant_type=refresh_token&refresh_token=rt1.a.b", "grant_type=refresh_token&refresh_token=••••••••")]
    [InlineData("token=rt1.abc_-.def&token_type_hint=refresh_token", "token=••••••••&token_type_hint=refresh_token")]
    [InlineData("token=rt1%2Eabc.def", "token=••••••••")]
    [InlineData("token=eyJh.e30.AAAA", "token=eyJh.e30.AAAA")]
    [InlineData($"token={Content}.c2ln&token_type_hint=access_token", $"token={Content}.••••••&token_type_hint=access_token")]
    [InlineData("token=%65yJhbGciOiJFUzI1NiJ9%2EeyJzdWIiOiJhIn0%2ec2ln", $"token={Content}.••••••")]
    public void A_form_loses_its_secrets_and_nothing_else(string sent, string kept) => Assert.Equal(kept, SecretMask.Form(sent));

    [Theory]
    [InlineData("{\"access_token\":\"a.b.c\",\"refresh_token\":\"rt1.a.b\",\"scope\":\"x\"}",
        "{\"access_token\":\"a.b.c\",\"refresh_token\":\"••••••••\",\"scope\":\"x\"}")]
    [InlineData("{\"refresh_token\" : \"of another server\"}", "{\"refresh_token\" : \"••••••••\"}")]
    [InlineData("{\"refresh_token\":\"cut sh", "{\"refresh_token\":\"••••••••\"")]
    [InlineData("{\"error\":\"rt1.abc.d-_\"}", "{\"error\":\"••••••••\"}")]
    [InlineData("{\"active\":true}", "{\"active\":true}")]
    [InlineData($"{{\"access_token\":\"{Content}.c2ln\"}}", $"{{\"access_token\":\"{Content}.••••••\"}}")]
    [InlineData($"{{\"access_token\":\"{Content}.c2", $"{{\"access_token\":\"{Content}.••••••")]
    public void A_json_body_loses_its_refresh_tokens_and_signatures_and_nothing_else(string sent, string kept) =>
        Assert.Equal(kept, SecretMask.Json(sent));

    [Theory]
    [InlineData($"GET /api/orders?access_token={Content}.c2ln HTTP/1.1", $"GET /api/orders?access_token={Content}.•••••• HTTP/1.1")]
    [InlineData("GET /api/orders?refresh_token=rt1.abc.def HTTP/1.1", "GET /api/orders?refresh_token=•••••••• HTTP/1.1")]
    [InlineData("GET /api/orders?q=a+b%20c HTTP/1.1", "GET /api/orders?q=a+b%20c HTTP/1.1")]
    public void An_address_keeps_no_token_that_works(string sent, string kept) => Assert.Equal(kept, SecretMask.Line(sent));

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/problem+json")]
    [InlineData(null)]
    public void A_body_of_any_kind_keeps_no_token_that_works(string? type) =>
        Assert.Equal($"x {Content}.•••••• y", ExchangeText.Masked($"x {Content}.c2ln y", type));
}
