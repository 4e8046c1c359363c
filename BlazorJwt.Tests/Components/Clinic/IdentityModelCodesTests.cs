using System.Reflection;
using BlazorJwt.Components.Clinic;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Components.Clinic;

/// <summary>The table of codes: it has every code of the libraries in use, and each leads to what it says.</summary>
public sealed class IdentityModelCodesTests
{
    private static readonly Assembly[] Libraries =
    [
        typeof(TokenValidationParameters).Assembly, typeof(JsonWebToken).Assembly, typeof(HttpDocumentRetriever).Assembly,
        typeof(OpenIdConnectConfiguration).Assembly, typeof(System.IdentityModel.Tokens.Jwt.JwtSecurityToken).Assembly,
    ];

    [Fact]
    public void Every_code_of_the_libraries_is_in_the_table()
    {
        var codes = Libraries.SelectMany(library => library.GetTypes().Where(type => type.Name == "LogMessages"))
            .SelectMany(messages => messages.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(field => field.Name).Where(name => name.StartsWith("IDX", StringComparison.Ordinal))
            .Select(name => name[..8]).ToHashSet();

        Assert.True(codes.Count > 300, $"{codes.Count} codes were found in the libraries.");
        Assert.DoesNotContain(codes, code => IdentityModelCodes.Find(code) is null);
    }

    [Fact]
    public void Every_code_with_a_case_leads_to_it() => Assert.Empty(
        from known in IdentityModelCodes.All
        where known.CaseId is not null
            && (ClinicCatalogue.Find($"SecurityTokenException: {known.Code}: Text.") is not [var first, ..] || first.Id != known.CaseId)
        select known.Code);

    [Fact]
    public void What_a_code_means_is_a_clause() => Assert.All(
        IdentityModelCodes.All.Where(known => known.Means is not null), known => Assert.DoesNotMatch(@"^The|^A |\.$", known.Means));

    [Theory]
    [InlineData("SecurityTokenInvalidSignatureException: IDX10505: Signature validation failed. The 'Delegate'", "own-validator")]
    [InlineData("SecurityTokenInvalidSignatureException: IDX10506: Signature validation failed. The 'Delegate'", "own-validator")]
    [InlineData("SecurityTokenInvalidSignatureException: IDX10508: Signature is improperly formatted.", "signature-unreadable")]
    [InlineData("SecurityTokenInvalidLifetimeException: IDX10230: Lifetime validation failed. Delegate returned false", "own-validator")]
    [InlineData("SecurityTokenInvalidAudienceException: IDX10231: Audience validation failed. Delegate returned false", "own-validator")]
    [InlineData("SecurityTokenInvalidSigningKeyException: IDX10249: X509SecurityKey validation failed.", "key-certificate")]
    [InlineData("IDX10228: The securityToken has previously been validated", "replayed")]
    [InlineData("IDX10618: Key unwrap failed using decryption Keys", "encrypted")]
    [InlineData("IDX10708: Cannot create a JSON representation of an EC public key", "jwk-broken")]
    [InlineData("IDX11025: Cannot serialize object of type", "claim-unwritable")]
    [InlineData("OpenIdConnectProtocolException: IDX21334: Both 'id_token' and 'code' are null", "response-empty")]
    [InlineData("OpenIdConnectProtocolInvalidStateException: IDX21329: RequireState is 'True'", "state-missing")]
    [InlineData("UnauthorizedAccessException: IDW10201: Neither scope or roles claim was found in the bearer token.", "insufficient-scope")]
    [InlineData("MsalServiceException: AADSTS65001: The user or administrator has not consented", "aadsts")]
    public void A_code_counts_more_than_the_type_of_its_exception(string pasted, string id) =>
        Assert.Equal(id, ClinicCatalogue.Find(pasted)[0].Id);

    [Theory]
    [InlineData("SecurityTokenInvalidSignatureException: IDX10999: new")]
    [InlineData("SecurityTokenExpiredException: IDX19999 [PII of type 'x' is hidden]")]
    [InlineData("IDX10100: ClockSkew must be greater than TimeSpan.Zero.")]
    public void A_code_without_a_case_gets_the_case_of_no_other(string pasted) => Assert.Empty(ClinicCatalogue.Find(pasted));

    [Fact]
    public void A_note_is_no_error_and_hides_none()
    {
        Assert.Empty(ClinicCatalogue.Find("IDX10239: Lifetime of the token is valid."));
        Assert.Equal("IDX10214", ClinicCatalogue.CodeIn("IDX10239: Lifetime of the token is valid. IDX10214: Audience"));
        Assert.Equal("audience", ClinicCatalogue.Find("IDX10239: Lifetime of the token is valid. IDX10214: Audience")[0].Id);
    }
}
