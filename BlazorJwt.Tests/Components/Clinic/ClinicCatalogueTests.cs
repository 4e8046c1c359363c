using BlazorJwt.Api.Client;
using BlazorJwt.Components.Clinic;
using BlazorJwt.Labs.Clinic;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Clinic;

/// <summary>How the clinic finds a case in whatever people paste.</summary>
[Trait("needs", "server")]
public sealed class ClinicCatalogueTests(AppFixture app)
{
    private const string Token = "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmU";

    [Theory]
    [InlineData("info: Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerHandler[1]\n      Failed to validate the token.\n      " +
        "Microsoft.IdentityModel.Tokens.SecurityTokenExpiredException: IDX10223: Lifetime validation failed. The token is expired.",
            "expired")]
    [InlineData("< WWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"The audience 'https://a.example' is invalid\"",
        "audience-answer")]
    [InlineData("""{"title":"Forbidden","status":403,"detail":"The token lacks the role manager."}""", "insufficient-scope")]
    [InlineData("""{"error":"The audience \u0027(null)\u0027 is invalid"}""", "audience-answer")]
    [InlineData("The audience ‘empty’ is\n   invalid", "audience-answer")]
    [InlineData("idx10214: audience validation failed", "audience")]
    [InlineData("InvalidOperationException: JavaScript interop calls cannot be\r\n    issued at this time.", "js-in-prerender")]
    [InlineData("Unhandled exception rendering component: Object reference not set to an instance of an object.\n at A.OnInitialized() " +
        "HttpContextAccessor.HttpContext", "http-context-null")]
    [InlineData("Access to fetch at 'http://a.example/api' from origin 'http://b.example' has been blocked by CORS policy: No " +
        "'Access-Control-Allow-Origin' header is present", "cors")]
    [InlineData("Cookie “session” has been rejected because it has the “SameSite=None” attribute but is missing the “secure” attribute.",
        "cookie-refused")]
    [InlineData("This attempt to set a cookie via a Set-Cookie header was blocked because it had the \"Secure\" attribute but was not " +
        "received over a secure connection.", "cookie-refused")]
    [InlineData("System.MissingMethodException: Method not found: 'Boolean " +
        "Microsoft.IdentityModel.Tokens.TokenUtilities.IsRecoverableConfiguration'", "mixed-versions")]
    public void The_first_case_found_is_the_one_that_the_text_is_about(string pasted, string id) =>
        Assert.Equal(id, ClinicCatalogue.Find(pasted)[0].Id);

    [Theory]
    [InlineData("")]
    [InlineData("   \n")]
    [InlineData("Everything works")]
    [InlineData("IDX1022 and IDX")]
    public void A_text_that_says_nothing_finds_nothing(string pasted)
    {
        Assert.Empty(ClinicCatalogue.Find(pasted));
        Assert.Null(ClinicCatalogue.CodeIn(pasted));
    }

    [Fact]
    public void A_code_without_a_case_is_read_from_the_text()
    {
        Assert.Empty(ClinicCatalogue.Find("xx IDX IDX99999: something new"));
        Assert.Equal("IDX99999", ClinicCatalogue.CodeIn("xx IDX IDX99999: something new"));
    }

    [Fact]
    public void A_text_is_searched_to_its_bound_and_no_further()
    {
        var everything = ClinicCatalogue.All.SelectMany(one => ClinicCatalogue.SignsOf(one).First().Words);

        Assert.Equal("expired", ClinicCatalogue.Find(new string('x', PastedText.Longest - 8) + "IDX10223")[0].Id);
        Assert.Empty(ClinicCatalogue.Find(new string('x', PastedText.Longest - 7) + "IDX10223"));
        Assert.Equal(5, ClinicCatalogue.Find(string.Join(' ', everything)).Count);
    }

    [Fact]
    public void Words_of_two_errors_that_are_far_apart_make_no_sign()
    {
        Assert.Equal("graph-token", ClinicCatalogue.Find($"IDX10511 {new string('x', 3000)} 00000003-0000-0000-c000-000000000000")[0].Id);
        Assert.Equal("signature", ClinicCatalogue.Find($"IDX10511 {new string('x', 9000)} 00000003-0000-0000-c000-000000000000")[0].Id);
    }

    [Theory]
    [InlineData("A: IDX14100: no dots\n ---> B: IDX14101: payload\n" +
        " ---> C: IDX11020: value. Reading: 'A.JsonWebToken.iat'\n   at D.E.F(String g)", "time-is-text")]
    [InlineData("A: IDX20803: x. Exception: 'System.IO.IOException: IDX20807: y'", "metadata-status")]
    [InlineData("IDX10503: failed. The token's kid is: 'a'. Exceptions caught:\n 'IDX10653: size: '64''.\ntoken: 'x'", "secret-tiny")]
    [InlineData("Message: IDX14100\n   at A.B.C()\n   at D.E()\nInner Exception 1:\nArgumentException: IDX14102", "header-unreadable")]
    [InlineData("io.x.JwtException: x\n\tat a.b.C.d(C.java:1)\nCaused by: io.jsonwebtoken.ExpiredJwtException: JWT expired", "expired")]
    [InlineData("fail: a[1]\n      IDX10223\n         at A.B.C(String d)\nfail: b[1]\n      X: IDX14100\n       ---> Y: IDX14101",
        "expired")]
    [InlineData("IDX10517: The token's kid is missing. See https://aka.ms/IDX10503 for details.", "kid-missing")]
    [InlineData("https://aka.ms/IDX10511", "signature")]
    [InlineData("A: IDX14100: no dots\n ---> B: IDX14102: header\n ---> C: IDX10820: Character: ' ', Encoding: 'Bearer eyJh'.",
        "bearer-taken-along")]
    public void The_innermost_exception_of_the_first_error_is_the_case(string pasted, string id) =>
        Assert.Equal(id, ClinicCatalogue.Find(pasted)[0].Id);

    [Theory]
    [InlineData("401")]
    [InlineData("GET /orders 401 in 3 ms")]
    [InlineData("Response status code does not indicate success: 401 (Unauthorized).")]
    [InlineData("AxiosError: Request failed with status code 401")]
    public void A_bare_401_leads_to_the_usual_causes(string pasted) => Assert.Equal("bare-401", ClinicCatalogue.Find(pasted)[0].Id);

    [Theory]
    [InlineData("HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer", "no-token")]
    [InlineData("HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error=\"invalid_token\"", "type-answer")]
    [InlineData("401 Unauthorized\nwww-authenticate: Bearer error=\"invalid_token\", error_description=\"The token expired at '1'\"",
        "expired-answer")]
    public void A_401_with_its_header_leads_to_what_the_header_says(string pasted, string id) =>
        Assert.Equal(id, ClinicCatalogue.Find(pasted)[0].Id);

    [Theory]
    [InlineData("listening on port 54017 for 14010 ms")]
    [InlineData("id 7f401a")]
    public void A_number_that_only_has_401_in_it_is_no_401(string pasted) => Assert.Empty(ClinicCatalogue.Find(pasted));

    [Theory]
    [InlineData("kid 'a', token: '" + Token + "'.")]
    [InlineData("Authorization: Bearer " + Token)]
    [InlineData("{\"access_token\":\"" + Token + "\"}")]
    [InlineData("cut short: eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmU")]
    [InlineData("Authorization: Bearer c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmU")]
    public void A_token_in_a_text_is_masked(string text)
    {
        Assert.DoesNotContain("c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmU", MaskedText.Of(text), StringComparison.Ordinal);
        Assert.Contains("kept back", MaskedText.Of(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TokenCheckKind.Signature)]
    [InlineData(TokenCheckKind.Key)]
    [InlineData(TokenCheckKind.NotBefore)]
    [InlineData(TokenCheckKind.Audience)]
    [InlineData(TokenCheckKind.Issuer)]
    [InlineData(TokenCheckKind.Type)]
    [InlineData(TokenCheckKind.Revocation)]
    public async Task What_this_app_s_API_answers_leads_to_a_case(TokenCheckKind kind)
    {
        var desk = app.Services.GetRequiredService<ClinicReproductions>();

        var answer = await desk.AskApiAsync(ApiCall.Orders, own => new ApiCredentials(kind switch
        {
            TokenCheckKind.Signature => desk.Flawed.ByAStranger(own),
            TokenCheckKind.Key => desk.Flawed.WithUnknownKey(own),
            TokenCheckKind.NotBefore => desk.Flawed.NotYetValid(own),
            TokenCheckKind.Audience => desk.Flawed.ForAnotherAudience(own),
            TokenCheckKind.Issuer => desk.Flawed.ByAnotherIssuer(own),
            TokenCheckKind.Type => desk.Flawed.OfAnotherType(own),
            _ => desk.Flawed.Revoked(own),
        }), TestContext.Current.CancellationToken);

        var expected = kind switch
        {
            TokenCheckKind.Signature => "signature",
            TokenCheckKind.Key => "kid-unknown",
            TokenCheckKind.NotBefore => "not-yet-valid",
            TokenCheckKind.Audience => "audience",
            TokenCheckKind.Issuer => "issuer",
            TokenCheckKind.Type => "type",
            _ => "revoked",
        };
        Assert.True(ClinicCatalogue.Find(answer.Message) is [var first, ..] && first.Id == expected, answer.Message);
    }
}
