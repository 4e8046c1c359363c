using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Warnings;
using static BlazorJwt.Tests.Tokens.Warnings.WarningWorld;

namespace BlazorJwt.Tests.Tokens.Warnings;

/// <summary>Data about a person is named by its claim and never quoted; and every warning is a whole sentence with its source.</summary>
public sealed class PersonalDataWarningTests
{
    [Theory]
    [InlineData("\"email\":\"a@example.com\"", "email")]
    [InlineData("\"phone_number\":\"+4912345\"", "phone_number")]
    [InlineData("\"birthdate\":\"1990-01-01\"", "birthdate")]
    [InlineData("\"address\":{\"street_address\":\"Way 1\"}", "address")]
    [InlineData("\"given_name\":\"Alice\"", "given_name")]
    [InlineData("\"profile_of\":{\"dob\":\"1990-01-01\"}", "profile_of.dob")]
    [InlineData("\"login\":\"alice@mail.example.com\"", "login")]
    [InlineData("\"upns\":[\"x\",\"alice@example.com\",\"bob@example.com\"]", "upns")]
    [InlineData("\"sub2\":\"4111 1111 1111 1111\"", "sub2")]
    [InlineData("\"pan\":5555555555554444", "pan")]
    [InlineData("\"pay\":{\"by\":\"378282246310005\"}", "pay.by")]
    public void A_claim_that_holds_data_about_a_person_is_named(string claim, string named)
    {
        var warning = Assert.Single(Warn(payload: Claims(claim)), warning => warning.Kind is TokenWarningKind.PersonalData);

        Assert.Equal(named, warning.Member);
        Assert.Contains($": {named}.", warning.Sentence, StringComparison.Ordinal);
        Assert.All(["example.com", "1990", "Alice", "Way", "4111", "5555", "3782", "+49"],
            value => Assert.DoesNotContain(value, warning.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"email_verified\":true")]
    [InlineData("\"email\":null")]
    [InlineData("\"pan\":\"4111 1111 1111 1112\"")]
    [InlineData("\"order\":\"1800000000000000\"")]
    [InlineData("\"link\":\"https://alice@example.com/\"")]
    [InlineData("\"handle\":\"@alice\"")]
    [InlineData("\"at\":\"a@b\"")]
    [InlineData("\"spaced\":\"write to a@example.com now\"")]
    public void What_only_resembles_it_is_left_alone(string claim) =>
        Assert.DoesNotContain(Warn(payload: Claims(claim)), warning => warning.Kind is TokenWarningKind.PersonalData);

    [Fact]
    public void Many_claims_are_one_warning()
    {
        var warning = Only(Warn(payload: Claims("\"name\":\"a\",\"email\":\"b@example.com\",\"picture\":\"c\"")),
            TokenWarningKind.PersonalData);

        Assert.Null(warning.Member);
        Assert.Contains("name, email, picture.", warning.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_any_length_is_cut_in_the_sentence()
    {
        var warnings = Warn(
            payload: Claims($"\"{new string('x', 59)}😀{new string('y', 3000)}\":\"a@example.com\",\"{new string('z', 3000)}\":\"7\""));

        Assert.Equal(2, warnings.Count);
        Assert.All(warnings, warning => Assert.InRange(warning.Sentence.Length, 60, 260));
        Assert.All(warnings, warning => Assert.DoesNotContain(warning.Sentence, char.IsSurrogate));
    }

    [Fact]
    public void Every_warning_is_a_whole_sentence_with_its_source()
    {
        string[] headers = ["""{"alg":"none","alg":"none","crit":[],"jwk":{},"jku":"","x5u":"","x5c":[]}""", """{"alg":"EdDSA"}""", "{}",
            """{"alg":"PBES2-HS256+A128KW","p2c":1e300,"zip":"DEF"}"""];
        string[] payloads = ["{}", """{"exp":1,"nbf":2,"iat":3}""", """{"exp":1900000000000,"nbf":"x","n":"7","iat":1}""",
            """{"iat":1900000000,"nbf":1900000000,"exp":2000000000,"email":"a@example.com","x":"4111111111111111","y":"a@example.com"}"""];
        var warnings = headers.SelectMany(
            header => payloads.SelectMany(
                payload => Of($"{Forge.Encode(header)}.{Forge.Encode(payload)}.AB", TokenKey.FromSecret([.. "secretsecret"u8]))))
            .Concat(Of($"{Forge.Encode(headers[3])}.AAAA.AAAA.AAAA.AAAA")).ToArray();

        Assert.Equal(Enum.GetValues<TokenWarningKind>().Order(), warnings.Select(warning => warning.Kind).Distinct().Order());
        Assert.All(warnings, warning =>
        {
            Assert.EndsWith(".", warning.Sentence, StringComparison.Ordinal);
            Assert.Matches(@"\ARFC \d{4} sections? [\d.]+", warning.Source);
            Assert.DoesNotContain("example.com", warning.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_service_warns_by_its_own_clock()
    {
        var world = new TokenWorld();
        var decoded = world.Service.Decode(world.Token());

        // The app's own token carries the visitor's name, and says so.
        Assert.Equal("name", Only(world.Service.Warn(decoded), TokenWarningKind.PersonalData).Member);
        world.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Contains(world.Service.Warn(decoded, world.Key()), warning => warning.Kind is TokenWarningKind.Expired);
    }
}
