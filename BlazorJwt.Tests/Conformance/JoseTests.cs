using System.Text.Json;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Conformance;

/// <summary>Our tokens, verified by somebody else's code in somebody else's language: the package jose for Node, by our key set over
/// HTTP.</summary>
[Trait("needs", "node"), Trait("needs", "server")]
public sealed class JoseTests
{
    private const string Folder = "BlazorJwt.Tests/Conformance/Node";

    [Fact]
    public async Task Another_library_verifies_our_tokens_by_our_key_set_and_refuses_each_that_was_touched()
    {
        await using var app = AppFixture.Start();
        var (tokens, ring) = (app.Services.GetRequiredService<TokenService>(), app.Services.GetRequiredService<TokenKeyRing>());
        string[] algorithms = [SigningAlgorithms.ES256, SigningAlgorithms.RS256, SigningAlgorithms.PS256];
        var good = algorithms.Select(Issue).ToArray();
        var signedBy = algorithms.Select(algorithm => $"{algorithm} {ring.For(algorithm).KeyId} alice").ToArray();
        // In each stage: announced keys are in the set already, and take no former one's place.
        foreach (var algorithm in algorithms) Assert.NotNull(ring.Rotate(algorithm).Next);
        var flipped = good.SelectMany(
            token => (string[])[FlipBit(token, token.LastIndexOf('.') - 8), FlipBit(token, token.LastIndexOf('.') + 8)]).ToArray();
        var stranger = Forge.Change(good[0], TokenKey.Create("ES256"));

        var found = await AskAsync(app, [.. good, .. flipped, stranger, Issue(SigningAlgorithms.HS256)]);

        Assert.Equal(signedBy, found[..3]);
        Assert.All(found[3..9], refusal => Assert.Equal("ERR_JWS_SIGNATURE_VERIFICATION_FAILED", refusal));
        Assert.Equal("ERR_JWS_SIGNATURE_VERIFICATION_FAILED", found[9]);
        // A shared secret is in no key set, and jose takes none from there.
        Assert.Equal("ERR_JOSE_NOT_SUPPORTED", found[10]);
        Assert.Equal(11, found.Length);

        string Issue(string algorithm) => tokens.Issue(new() { Subject = "alice", ClientId = "tests", Algorithm = algorithm }).Text;
    }

    // One letter of base64url is six bits: its lowest is turned over.
    private static string FlipBit(string token, int place)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return token[..place] + alphabet[alphabet.IndexOf(token[place], StringComparison.Ordinal) ^ 1] + token[(place + 1)..];
    }

    private static async Task<string[]> AskAsync(RunningApp app, string[] tokens)
    {
        var input = JsonSerializer.Serialize(new
        {
            keySet = new Uri(app.BaseAddress, "/.well-known/jwks.json"),
            issuer = "http://localhost:5080",
            audience = "blazorjwt-api",
            tokens
        });
        return JsonSerializer.Deserialize<string[]>(
            await NodeFolder.RunAsync(Folder, "verify.mjs", input, TestContext.Current.CancellationToken))!;
    }
}
