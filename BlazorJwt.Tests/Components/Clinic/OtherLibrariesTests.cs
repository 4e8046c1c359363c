using BlazorJwt.Components.Clinic;

namespace BlazorJwt.Tests.Components.Clinic;

/// <summary>Messages of jsonwebtoken, jose, jjwt and PyJWT lead to the case with the same cause.</summary>
public sealed class OtherLibrariesTests
{
    [Fact]
    public void Every_message_of_the_table_leads_to_its_case_and_names_its_library() =>
        Assert.Empty(OtherLibraries.Messages
            .Where(message => ClinicCatalogue.Diagnose(message.Message) is not [var first, ..]
                || first.Case.Id != message.CaseId || first.Sign.Library is null)
            .Select(message => $"{message.Message}: {string.Join(", ", ClinicCatalogue.Find(message.Message).Select(one => one.Id))}"));

    [Fact]
    public void Every_library_has_a_source_and_nine_messages_or_more() => Assert.All(OtherLibraries.Sources, source =>
        Assert.True(OtherLibraries.Messages.Where(message => message.Library == source.Library)
            .Select(message => message.Message).Distinct().Count() >= 9, source.Library));

    [Theory]
    [InlineData("TokenExpiredError: jwt expired\n    at /app/node_modules/jsonwebtoken/verify.js:152:19", "expired")]
    [InlineData("JsonWebTokenError: invalid signature", "signature")]
    [InlineData("JsonWebTokenError: jwt malformed", "segments")]
    [InlineData("JsonWebTokenError: jwt audience invalid. expected: https://api.example", "audience")]
    [InlineData("Error: secretOrPrivateKey must have a value\n    at module.exports [as sign]", "secret-empty")]
    [InlineData("JWSSignatureVerificationFailed: signature verification failed\n  code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'",
        "signature")]
    [InlineData("JWTExpired: \"exp\" claim timestamp check failed { code: 'ERR_JWT_EXPIRED', claim: 'exp' }", "expired")]
    [InlineData("JWTClaimValidationFailed: unexpected \"aud\" claim value\n code: 'ERR_JWT_CLAIM_VALIDATION_FAILED'", "audience")]
    [InlineData("io.jsonwebtoken.ExpiredJwtException: JWT expired at 2018-07-13T10:38:13Z. Current time: 2018-07-13T10:39:00Z", "expired")]
    [InlineData("io.jsonwebtoken.security.SignatureException: JWT signature does not match locally computed signature. JWT validity cannot",
        "signature")]
    [InlineData("io.jsonwebtoken.SignatureException: JWT signature does not match locally computed signature.", "signature")]
    [InlineData("jwt.exceptions.ExpiredSignatureError: Signature has expired", "expired")]
    [InlineData("jwt.exceptions.InvalidAudienceError: Invalid audience", "audience")]
    [InlineData("jwt.exceptions.DecodeError: Not enough segments", "segments")]
    [InlineData("jwt.exceptions.InvalidSignatureError: Signature verification failed", "signature")]
    public void What_is_pasted_from_another_platform_leads_to_its_case(string pasted, string id) =>
        Assert.Equal(id, ClinicCatalogue.Find(pasted)[0].Id);

    [Theory]
    [InlineData("SecurityTokenInvalidSignatureException: IDX10511: Signature validation failed.")]
    [InlineData("SecurityTokenInvalidAudienceException: IDX10214: Audience validation failed.")]
    [InlineData("error_description=\"The signature is invalid\"")]
    public void Words_of_NET_are_not_taken_for_those_of_another_library(string pasted) =>
        Assert.Null(ClinicCatalogue.Diagnose(pasted)[0].Sign.Library);
}
