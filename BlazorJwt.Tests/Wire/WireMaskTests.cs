using BlazorJwt.Wire;

namespace BlazorJwt.Tests.Wire;

public sealed class WireMaskTests
{
    [Theory]
    [InlineData("Cookie", "__Host-BlazorJwt=a.b.c", "__Host-BlazorJwt=a.b.c")]
    [InlineData("Cookie", "__Host-BlazorJwt-Visitor=id; __Host-BlazorJwt=a.b.c; theme=dark", "__Host-BlazorJwt-Visitor=••••••••; __Host-BlazorJwt=a.b.c; theme=••••••••")]
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
    public void A_header_keeps_the_token_and_loses_every_other_secret(string name, string sent, string kept) => Assert.Equal(kept, WireMask.Header(name, sent));

    [Theory]
    [InlineData("name=alice&password=correct+horse", "name=alice&password=••••••••")]
    [InlineData("password=", "password=••••••••")]
    [InlineData("PassWord=x&password=y", "PassWord=••••••••&password=••••••••")]
    [InlineData("p%61ssword=x", "p%61ssword=••••••••")]
    [InlineData("__RequestVerificationToken=CfDJ8&lifetime=60", "__RequestVerificationToken=••••••••&lifetime=60")]
    [InlineData("client_secret=x&grant_type=password", "client_secret=••••••••&grant_type=password")]
    [InlineData("client_assertion_type=urn&client_assertion=a.b.c&assertion=d", "client_assertion_type=urn&client_assertion=••••••••&assertion=••••••••")]
    [InlineData("name", "name")]
    [InlineData("", "")]
    [InlineData("password=a=b%26c", "password=••••••••")]
    [InlineData("%zz=1", "%zz=1")]
    [InlineData("grant_type=refresh_token&refresh_token=rt1.a.b", "grant_type=refresh_token&refresh_token=••••••••")]
    [InlineData("token=rt1.abc_-.def&token_type_hint=refresh_token", "token=••••••••&token_type_hint=refresh_token")]
    [InlineData("token=rt1%2Eabc.def", "token=••••••••")]
    [InlineData("token=eyJh.e30.AAAA", "token=eyJh.e30.AAAA")]
    public void A_form_loses_its_secrets_and_nothing_else(string sent, string kept) => Assert.Equal(kept, WireMask.Form(sent));

    [Theory]
    [InlineData("{\"access_token\":\"a.b.c\",\"refresh_token\":\"rt1.a.b\",\"scope\":\"x\"}", "{\"access_token\":\"a.b.c\",\"refresh_token\":\"••••••••\",\"scope\":\"x\"}")]
    [InlineData("{\"refresh_token\" : \"of another server\"}", "{\"refresh_token\" : \"••••••••\"}")]
    [InlineData("{\"refresh_token\":\"cut sh", "{\"refresh_token\":\"••••••••\"")]
    [InlineData("{\"error\":\"rt1.abc.d-_\"}", "{\"error\":\"••••••••\"}")]
    [InlineData("{\"active\":true}", "{\"active\":true}")]
    public void A_json_body_loses_its_refresh_tokens_and_nothing_else(string sent, string kept) => Assert.Equal(kept, WireMask.Json(sent));
}
