using System.Text.RegularExpressions;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Conventions;

/// <summary>
/// Every place that makes a token, and how its tokens end. A place that is not listed fails: say how its tokens end, then add it. An
/// experiment's token is revoked with its answer, or lives a minute at most and ends with sign-out.
/// </summary>
public sealed partial class MintTests
{
    private static readonly Dictionary<string, string> Listed = new(StringComparer.Ordinal)
    {
        ["BlazorJwt/AuthorizationServer/ExperimentTokens.cs"] = "the one place where experiments have good tokens made: a minute at " +
            "most, ended with the answer and with sign-out; or revoked before anybody has them",
        ["BlazorJwt/AuthorizationServer/ServiceAccounts/KeyFile.cs"] =
            "an assertion of a service account, which is no access token: taken once, at the token endpoint alone",
        ["BlazorJwt/AuthorizationServer/TokenEndpoint/ClientCredentialsGrant.cs"] =
            "a service account's: they end with the account, which ends with sign-out",
        ["BlazorJwt/AuthorizationServer/TokenEndpoint/JwtBearerGrant.cs"] = "by ClientCredentialsGrant",
        ["BlazorJwt/AuthorizationServer/Refresh/RefreshEndpoint.cs"] = "the sign-in's own: they end with its family",
        ["BlazorJwt/AuthorizationServer/SignIn/SignIns.cs"] = "the sign-in's own: they end with its family",
        ["BlazorJwt/AuthorizationServer/TokenEndpoint/PasswordGrant.cs"] =
            "a script's sign-in: they end with its family, which ends with the sign-out of the browser that it was started from",
        ["BlazorJwt/AuthorizationServer/TokenEndpoint/RefreshGrant.cs"] = "of the same sign-in, by RefreshTokens",
        ["BlazorJwt/Components/Debugger/Example.cs"] = "with a key made for one page: no server trusts it",
        ["BlazorJwt/Components/Debugger/KeyPanel.razor"] = "the button of the workbench below",
        ["BlazorJwt/Components/Debugger/Workbench.cs"] = "with the visitor's own key: no server trusts it",
        ["BlazorJwt/Components/Lessons/CallApi/BrowserFetch.cs"] = "by ExperimentTokens, ended with the answer",
        ["BlazorJwt/Components/Lessons/CallApi/TapExperiment.cs"] = "by ExperimentTokens, ended with the answer",
        ["BlazorJwt/Components/Lessons/ReadToken/CompareExperiment.razor"] = "by ExperimentTokens, revoked at once: it is to look at",
        ["BlazorJwt/Components/Lessons/ReadToken/SizeTable.razor"] = "by ExperimentTokens, revoked at once: it is to be measured",
        ["BlazorJwt/Components/Lessons/Start/MinuteToken.razor"] = "by ExperimentTokens, revoked at once: it is to look at",
        ["BlazorJwt/Components/OurKeys/CachedClientState.cs"] = "by ExperimentTokens, for half a minute; it ends with sign-out",
        ["BlazorJwt/Labs/Clinic/ClinicReproductions.cs"] = "nobody's, for a minute: discarded with the answer",
        ["BlazorJwt/Labs/Clinic/LibraryReproduction.cs"] = "with keys made for one trial: no server trusts them",
        ["BlazorJwt/Labs/CallApi/FlawedTokens.cs"] = "by ExperimentTokens; or signed with a flaw that no API accepts at any time",
        ["BlazorJwt/Labs/CallApi/ForgedTokens.cs"] = "expired when it is made",
        ["BlazorJwt/Labs/KeepSafe/Guestbook/DecoyTokens.cs"] = "with the guestbook's own issuer and key: the API trusts neither",
        ["BlazorJwt/Labs/Issuers/SimulatedIssuerTokens.cs"] =
            "with a simulated issuer's key: the API trusts none unless it is told to in the settings",
        ["BlazorJwt/Labs/Sessions/SignInMethodTokens.cs"] = "with the lab's own issuer, audience and key: the API trusts none of them",
        ["BlazorJwt/Labs/Sessions/StatelessApi.cs"] = "the tokens of StatelessTokens",
        ["BlazorJwt/Labs/Sessions/StatelessTokens.cs"] = "with the lab's own issuer and audience, for a minute: the app's API refuses them",
        ["BlazorJwt/Labs/Sessions/SessionLabEndpoints.cs"] = "the tokens of SignInMethodTokens",
        ["BlazorJwt/Labs/KeepSafe/TokenCopies.cs"] = "by ExperimentTokens, for a minute; it ends with sign-out",
        ["BlazorJwt/Tokens/Jws/JwsSigner.cs"] = "the signature itself",
        ["BlazorJwt/AuthorizationServer/Refresh/RefreshTokens.cs"] = "a family's: they end with it",
        ["BlazorJwt/Tokens/TokenService.cs"] = "the one door",
        ["BlazorJwt/Tokens/TokenWriter.cs"] = "behind the one door",
    };

    [Fact]
    public void Every_place_that_makes_a_token_is_listed_with_how_its_tokens_end() =>
        Assert.Equal(Listed.Keys.Order(StringComparer.Ordinal),
            Repository.Files("BlazorJwt", ".cs", ".razor").Where(file => MakesTokens(Repository.Read(file))).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("var text = tokens.Issue(new() { Subject = \"a\" }).Text;")]
    [InlineData("Experiments.IssueRevoked(own)")]
    [InlineData("_service.Issue (request)")]
    [InlineData("tokens.Sign(header, payload, key)")]
    [InlineData("JwsSigner.Sign(head, body, key)")]
    [InlineData("new JsonWebTokenHandler().CreateToken(descriptor)")]
    [InlineData("handler.WriteToken(token)")]
    [InlineData("await refresh.StartAsync(grant, owner, place)")]
    public void A_place_that_makes_a_token_is_found(string source) => Assert.True(MakesTokens(source));

    [Theory]
    [InlineData("/// <summary>See tokens.Issue(request).</summary>")]
    [InlineData("// tokens.Sign(a, b, c) would do it.")]
    [InlineData("new(\"The code that signs:\", \"TokenService.cs\", \"public IssuedToken Issue(\")")]
    [InlineData("await response.StartAsync();")]
    [InlineData("policy.IssuerOf(token)")]
    public void What_makes_none_is_not(string source) => Assert.False(MakesTokens(source));

    private static bool MakesTokens(string source) =>
        source.Split('\n').Any(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Makes().IsMatch(line));

    [GeneratedRegex(
        @"\.(?:Issue|IssueRevoked|Sign|CreateToken|CreateEncodedJwt|WriteToken) ?\(|\b[rR]efresh\.(?:StartAsync|RefreshAsync)\(|^\s*(?:private |public |internal )?\S* ?Issue\(account", RegexOptions.ExplicitCapture)]
    private static partial Regex Makes();
}
