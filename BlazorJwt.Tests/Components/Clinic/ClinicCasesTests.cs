using BlazorJwt.Components.Clinic;
using BlazorJwt.Labs.Clinic;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Clinic;

/// <summary>The catalogue of the clinic: every error is made to happen, and the message that came out has to lead back to its
/// case.</summary>
[Trait("needs", "server")]
public sealed class ClinicCasesTests(AppFixture app)
{
    // Each says why on its page.
    private static readonly string[] NotHadHere =
    [
        "other-scheme", "circuit-gone", "circuit-terminated", "circuit-refused", "mixed-versions", "aadsts", "cors", "cookie-refused",
    ];

    // What hides part of a message stands in messages of other cases: there it is found beside the first.
    private static readonly string[] FoundBeside = ["pii-hidden"];

    public static TheoryData<string> Reproducible => [.. ClinicCatalogue.All.Where(one => one.Reproduce is not null).Select(one => one.Id)];

    public static TheoryData<string> Everything => [.. ClinicCatalogue.All.Select(one => one.Id)];

    [Theory]
    [MemberData(nameof(Reproducible))]
    public async Task An_error_that_is_made_to_happen_leads_back_to_its_case(string id)
    {
        var expected = Case(id);

        var came = await expected.Reproduce!(app.Services.GetRequiredService<ClinicReproductions>(), TestContext.Current.CancellationToken);

        var found = ClinicCatalogue.Find(came.Message);
        Assert.True(found.Contains(expected), $"{id} is not found in its own message: {came.Message}");
        if (!FoundBeside.Contains(id)) Assert.True(found[0] == expected, $"{id} comes after {found[0].Id}: {came.Message}");
        Assert.Equal(came.Message, MaskedText.Of(came.Message));
        TestContext.Current.SendDiagnosticMessage($"{id}: {came.Message}");
    }

    [Fact]
    public void Only_the_named_cases_can_t_be_had_here_and_each_says_why()
    {
        var without = ClinicCatalogue.All.Where(one => one.Reproduce is null).ToArray();

        Assert.Equal(NotHadHere, without.Select(one => one.Id));
        Assert.All(without, one => Assert.EndsWith(".", one.WhyNot, StringComparison.Ordinal));
        Assert.All(ClinicCatalogue.All.Except(without), one => Assert.Null(one.WhyNot));
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void A_case_has_a_cause_a_fix_a_source_and_signs(string id)
    {
        var one = Case(id);

        Assert.EndsWith(".", one.Cause, StringComparison.Ordinal);
        Assert.All((string[])[one.Title, one.Fix, one.Source], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.NotEmpty(ClinicCatalogue.SignsOf(one));
        Assert.All(ClinicCatalogue.SignsOf(one), sign => Assert.NotEmpty(sign.Words));
        Assert.Single(ClinicCatalogue.All, other => other.Id == id);
        Assert.Single(ClinicCatalogue.All, other => other.Title == one.Title);
    }

    // What people ask for, in the order of the list, in the words that they would paste.
    [Theory]
    [InlineData("IDX10720: Unable to create KeyedHashAlgorithm for algorithm 'HS256', the key size must be greater than: '256' bits, " +
        "key has '192' bits.", "secret-short")]
    [InlineData("InvalidOperationException: JavaScript interop calls cannot be issued at this time. This is because the component is " +
        "being statically rendered.", "js-in-prerender")]
    [InlineData("NullReferenceException: Object reference not set to an instance of an object.\n   at MyApp.Pages.Home.get_HttpContext()",
        "http-context-null")]
    [InlineData("how do I refresh a token inside a circuit", "refresh-in-circuit")]
    [InlineData("sign-out does not reach the other tab", "other-tabs")]
    [InlineData("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier: alice", "sub-is-a-uri")]
    [InlineData("User.IsInRole(\"manager\") returns false", "roles-vanished")]
    [InlineData("the token still works five minutes after exp", "five-minutes-more")]
    [InlineData("what is \"exp\": 1772355600000, milliseconds?", "milliseconds")]
    [InlineData("is the secret base64 encoded?", "secret-read-two-ways")]
    [InlineData("IDX14102: Unable to decode the header 'eyJhbGciOi' as Base64Url encoded string.", "header-unreadable")]
    [InlineData("IDX10504: Unable to validate signature, token does not have a signature: '[PII of type 'System.String' is hidden.",
        "pii-hidden")]
    [InlineData("Authorization: Bearer Bearer eyJhbGciOiJFUzI1NiJ9.e30.AAAA", "bearer-twice")]
    public void What_people_ask_for_is_in_the_catalogue(string pasted, string id) =>
        Assert.Contains(Case(id), ClinicCatalogue.Find(pasted));

    // What is near in the text, and is another error.
    [Theory]
    [InlineData("ArgumentNullException: Value cannot be null. (Parameter 's')\n   at System.Int32.Parse(String s)", null)]
    [InlineData("ArgumentNullException: (Parameter 's')\n   at System.Text.Encoding.GetBytes(String s)", "secret-missing")]
    [InlineData("NullReferenceException: Object reference not set to an instance of an object.\n   at A.Invoke(HttpContext context)", null)]
    [InlineData("IDX11020: The JSON value of type: 'StartArray', could not be converted to 'JsonTokenType.String'. Reading: " +
        "'Microsoft.IdentityModel.JsonWebTokens.JsonWebToken.sub'", "claim-type")]
    [InlineData("IDX11020: The JSON value of type: 'String', could not be converted to 'JsonTokenType.Number'. Reading: " +
        "'Microsoft.IdentityModel.JsonWebTokens.JsonWebToken.exp'", "time-is-text")]
    [InlineData("The provided antiforgery token was meant for user \"alice\", but the current user is \"\".",
        "another-user")]
    [InlineData("AntiforgeryValidationException: Validation of the provided antiforgery token failed. The cookie token and the request " +
        "token were swapped.", "antiforgery-mismatch")]
    [InlineData("AntiforgeryValidationException: The required antiforgery request token was not provided in either form field \"a\" or " +
        "header value \"b\".", "antiforgery-token-missing")]
    [InlineData("A valid antiforgery token was not provided with the request. Add an antiforgery token", "antiforgery-token-missing")]
    [InlineData("AntiforgeryValidationException: The required antiforgery cookie \"a\" is not present.", "no-antiforgery-cookie")]
    [InlineData("Endpoint /a contains anti-forgery metadata, but a middleware was not found that supports anti-forgery. Configure your " +
        "application startup by adding app.UseAntiforgery() in the application startup code. Calls to app.UseAntiforgery() must be " +
        "placed after calls to app.UseAuthentication() and app.UseAuthorization().", "antiforgery-middleware")]
    [InlineData("Endpoint /a contains CORS metadata, but a middleware was not found that supports CORS.", "cors-middleware")]
    [InlineData("IDX10214: Audience validation failed. Audiences: 'https://graph.microsoft.com'.", "graph-token")]
    [InlineData("IDX10511: token: '{\"alg\":\"RS256\"}.{\"aud\":\"https://graph.microsoft.com\"}'", "graph-token")]
    [InlineData("IDX10503: The token's kid is: 'a', but did not match any keys. Keys tried: 'Microsoft.IdentityModel.Tokens." +
        "SymmetricSecurityKey, KeyId: '''.", "secret-read-two-ways")]
    [InlineData("IDX10242: '[PII of type 'A' is hidden.]' has a valid signature.\nAuthenticationScheme: Bearer was forbidden.", "bare-403")]
    [InlineData("IDX10242: '[PII is hidden]' has a valid signature.\nRequest finished HTTP/1.1 GET /orders - 403 0", "bare-403")]
    [InlineData("IDX10501: no key\nAuthenticationScheme: Bearer was challenged.\nSuccessfully validated the token.", "kid-unknown")]
    [InlineData("IDX10501: no key\nRequest finished GET /a - 401\nRequest starting GET /a\n" +
        "Successfully validated the token.", "kid-unknown")]
    [InlineData("IDX10501: no key\nLogin was not authenticated.\nSuccessfully validated the token.", "two-schemes")]
    [InlineData("Login was not authenticated. Failure message: IDX10511\nAuthorization was successful.", "two-schemes")]
    [InlineData("Login was not authenticated. Failure message: IDX10511\nLogin was challenged.\nAuthorization was successful.",
        "signature")]
    [InlineData("Cookies was not authenticated. Failure message: Unprotect ticket failed", "keys-lost")]
    [InlineData("OpenIdConnectAuthenticationHandler: message.State is null or empty.", "state-missing")]
    [InlineData("There is no registered service of type 'Microsoft.AspNetCore.Authorization.IAuthorizationPolicyProvider'.",
        "authorization-services-missing")]
    [InlineData("io.jsonwebtoken.io.DecodingException: Illegal base64url character: ' '", "bearer-taken-along")]
    [InlineData("Error: An error was encountered while handling the remote login.\n ---> Unable to unprotect the message.State.",
        "state-unreadable")]
    [InlineData("The list of component records is not valid.", "circuit-refused")]
    [InlineData("The list of component operations is not valid.", "circuit-refused")]
    [InlineData("The key {0012099f-0000-45ee-8947-56cf72c7ce53} has been revoked. For more information go to " +
        "https://aka.ms/aspnet/dataprotectionwarning", "key-revoked")]
    [InlineData("The AuthorizationPolicy named: 'Admin' was not found.", "policy-missing")]
    [InlineData("Uncaught (in promise) SyntaxError: Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON", "html-for-json")]
    [InlineData("SyntaxError: JSON.parse: unexpected character at line 1 column 1 of the JSON data", "html-for-json")]
    [InlineData("HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Basic realm=\"a\"", "other-scheme")]
    [InlineData("HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Negotiate", "other-scheme")]
    [InlineData("HTTP/1.1 401 Unauthorized\nWWW-Authenticate: DPoP algs=\"ES256\"", "other-scheme")]
    [InlineData("Bearer error=\"invalid_token\", error_description=\"the moon is full\"", "described-answer")]
    [InlineData("Bearer error=\"invalid_token\"", "type-answer")]
    public void An_error_is_not_taken_for_its_neighbour(string pasted, string? id) =>
        Assert.Equal(id, ClinicCatalogue.Find(pasted) is [var first, ..] ? first.Id : null);

    [Theory]
    [InlineData("if (error instanceof jwt.TokenExpiredError) {")]
    [InlineData("  return res.status(401).json({ message: new TokenExpiredError() });")]
    [InlineData("except jwt.ExpiredSignatureError:")]
    [InlineData("} catch (TokenExpiredError) { }")]
    [InlineData("if (err instanceof jwt.TokenExpiredError) { return; }")]
    [InlineData("// TokenExpiredError")]
    [InlineData("options.Cookie.SameSite = SameSiteMode.None; // TokenExpiredError")]
    public void A_word_in_source_code_counts_less_than_an_error(string line)
    {
        Assert.Equal("audience", ClinicCatalogue.Find($"{line}\nIDX10214: Audience validation failed.\n{line}")[0].Id);
        Assert.Equal("correlation-failed", ClinicCatalogue.Find($"{line}\nCorrelation failed.")[0].Id);
        Assert.True(ClinicCatalogue.Diagnose(line) is [{ Case.Id: "expired", IsCertain: false, Level.IsSource: true }, ..]);
    }

    private static ClinicCase Case(string id) => ClinicCatalogue.All.Single(one => one.Id == id);
}
