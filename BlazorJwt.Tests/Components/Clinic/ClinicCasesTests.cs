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
    private static readonly string[] NotHadHere = ["circuit-gone", "circuit-terminated", "mixed-versions", "cors", "cookie-refused"];

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
        Assert.NotEmpty(one.Signs);
        Assert.All(one.Signs, sign => Assert.NotEmpty(sign.Words));
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

    private static ClinicCase Case(string id) => ClinicCatalogue.All.Single(one => one.Id == id);
}
