using System.Text.RegularExpressions;
using BlazorJwt.Api;
using BlazorJwt.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Api;

/// <summary>What goes into <c>WWW-Authenticate</c> is printable ASCII without quotation mark and backslash (RFC 6750 section 3), because it
/// is written so, and not because what can't be sent becomes a question mark.</summary>
public sealed partial class HeaderTextTests
{
    // Where sentences for callers are written. Sentences of StrictJson, MemberTypes, keys and issuers end in a challenge too.
    private static readonly string[] Folders = ["BlazorJwt/Tokens", "BlazorJwt/Api", "BlazorJwt/Hosting", "BlazorJwt/AuthorizationServer"];

    // What these write is read on pages or at the start, or goes nowhere.
    private static readonly string[] ForPages =
    [
        "BlazorJwt/Tokens/Decoding/PastedText.cs", "BlazorJwt/Tokens/Decoding/ShortText.cs", "BlazorJwt/Tokens/Jwe/DecryptionKey.cs",
        "BlazorJwt/Tokens/Jwe/JweReader.cs", "BlazorJwt/Tokens/Validation/TokenRefusal.cs", "BlazorJwt/Tokens/Validation/VerdictChecks.cs",
        "BlazorJwt/Tokens/Warnings/PersonalDataWarnings.cs", "BlazorJwt/Api/TrustedIssuers/TrustedIssuerRules.cs",
        "BlazorJwt/AuthorizationServer/ServiceAccounts/ClientSecret.cs", "BlazorJwt/AuthorizationServer/SignIn/VisitNotice.cs",
        "BlazorJwt/Hosting/DecodableForm.cs",
    ];

    [Fact]
    public void Sentences_for_callers_are_written_in_ASCII() =>
        Assert.Equal(ForPages.Order(StringComparer.Ordinal), Folders.SelectMany(folder => Repository.Files(folder, ".cs"))
            .Where(file => OtherThanAscii(Repository.Read(file))).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Say(\"RFC 8414 §3.3\");", true)]
    [InlineData("    /// <summary>RFC 8414 §3.3</summary>\n    // §3.3\nSay(\"section 3.3\");", false)]
    public void A_sentence_that_is_not_ASCII_is_found_and_a_comment_is_none(string code, bool found) =>
        Assert.Equal(found, OtherThanAscii(code));

    [Fact]
    public void One_place_writes_a_sentence_into_the_header_and_the_others_write_constants()
    {
        var writers = Repository.Files("BlazorJwt", ".cs").SelectMany(file => Writing().Matches(Repository.Read(file))
            .Select(line => (File: file, Value: line.Groups[1].Value))).ToArray();

        Assert.Contains(writers, writer => writer.File == "BlazorJwt/Api/BearerChallenges.cs");
        Assert.All(writers.Where(writer => writer.File != "BlazorJwt/Api/BearerChallenges.cs"),
            writer => Assert.Matches("""\A"(?:[ !#-\[\]-~]|\\")*";\z""", writer.Value));
    }

    [Theory]
    [InlineData("iss 'x' is wrong.", "iss 'x' is wrong.")]
    [InlineData("a \"b\" \\ §\r\nSet-Cookie: c=d", "a 'b' ' ???Set-Cookie: c=d")]
    public async Task What_comes_from_outside_is_made_fit_for_the_header(string detail, string written)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };

        await BearerChallenges.Answer(context, StatusCodes.Status401Unauthorized, detail, "invalid_token");

        Assert.Equal($"Bearer realm=\"orders API\", error=\"invalid_token\", error_description=\"{written}\"",
            context.Response.Headers.WWWAuthenticate);
    }

    private static bool OtherThanAscii(string code) =>
        code.Split('\n').Any(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && line.Any(letter => letter > '~'));

    [GeneratedRegex("""WWWAuthenticate\s*=\s*([^\n]+)""")]
    private static partial Regex Writing();
}
