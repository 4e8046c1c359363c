using System.Collections;
using System.Reflection;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Components.Lessons.ReadToken;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jwe;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using BlazorJwt.Tokens.Warnings;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Tokens;

/// <summary>What is written to a log by accident must not be usable: nothing that holds a token, a key or a secret says what it
/// is.</summary>
public sealed class RedactionTests
{
    private readonly TokenWorld _world = new(new() { Keys = { HS256 = "q3ZtW9vXc1LrY7uKpE5sHbN2aGfD8jR4oT6iM0wQxAk" } });

    [Fact]
    public async Task Nothing_in_this_room_prints_a_token_a_key_or_a_secret()
    {
        var issued = _world.Issue(SigningAlgorithms.HS256);
        var token = await _world.AssertAccepted(issued.Text);
        var refused = await _world.Check(issued.Text[..^3] + "AAA");
        object[] all =
        [
            _world.Service, _world.Keys, _world.Denylist, _world.Options, _world.Options.Keys, _world.Service.Policy, _world.Key("HS256"),
                _world.Key("HS256").SecurityKey,
            issued, token, token.Verdict!, token.Findings, (await _world.Check(token.EncodedToken)).Identity!, refused, refused.Refusal!,
            new TokenRefusedException(refused),
            _world.Service.Decode(issued.Text), _world.Service.Decode(issued.Text + "*"), .. _world.Service.Decode(issued.Text).Parts,
            .. _world.Service.Decode(issued.Text + "*").Problems,
            .. token.Verdict!.Checks, .. refused.Checks, new TokenRequest { Subject = "a", ClientId = "b" },
            new GuardedTokenHandler(_world.Service), new LibraryHandler(),
            default(HeaderMembers), ClaimMapping.OfThisApp, new TrustedIssuer(_world.Service.Policy, null),
            .. OfTheRoomsWithin(issued.Text), .. await OfRefreshingAsync(),
        ];

        var parts = issued.Text.Split('.');
        Assert.All(all, thing => Assert.DoesNotContain([.. parts, _world.Options.Keys.HS256!],
            secret => $"{thing}".Contains(secret, StringComparison.Ordinal)));
        AssertCoversTheRoom(all);
    }

    [Fact]
    public async Task The_test_above_can_fail()
    {
        var token = await _world.AssertAccepted(_world.Token());

        Assert.Contains(token.EncodedSignature, $"{new { token.EncodedToken }}", StringComparison.Ordinal);
        // The library's own token keeps its signature back, and shows the rest.
        Assert.NotEqual($"{token}", $"{new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(token.EncodedToken)}");
    }

    [Fact]
    public async Task The_exception_that_goes_through_JwtBearer_says_why_and_not_what()
    {
        var token = _world.Token();
        var forged = token[..^4] + "AAAA";
        var result = await new GuardedTokenHandler(_world.Service).ValidateTokenAsync(forged, new TokenValidationParameters());

        Assert.False(result.IsValid);
        var refusal = Assert.IsType<TokenRefusedException>(result.Exception);
        Assert.Equal(TokenCheckKind.Signature, refusal.Verdict.Refusal!.Kind);
        Assert.Null(result.TokenOnFailedValidation);
        Assert.DoesNotContain(forged.Split('.'), part => refusal.ToString().Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_handler_hands_on_the_token_with_its_verdict_and_no_copy_beside_it()
    {
        var result = await new GuardedTokenHandler(_world.Service).ValidateTokenAsync(_world.Token(), new TokenValidationParameters());

        var identity = Assert.IsType<CaseSensitiveClaimsIdentity>(result.ClaimsIdentity);
        Assert.True(Assert.IsType<ValidatedToken>(identity.SecurityToken).Verdict!.Accepted);
        Assert.Null(identity.BootstrapContext);
    }

    // That none of them prints a refresh token is held by the tests of that room.
    private static async Task<object[]> OfRefreshingAsync()
    {
        var pair = await new AuthorizationServer.Refresh.RefreshWorld().SignInAsync();
        return [pair, pair.Family, pair.Family.Nodes[0], new Rotation(default, default, default, default, "", default)];
    }

    // What the rooms within this one make of a token and its key.
    private object[] OfTheRoomsWithin(string token)
    {
        var key = _world.Key("HS256");
        var secret = _world.Options.Keys.HS256!;
        var copy = EncryptedCopy.Of($$"""{"secret":"{{secret}}"}""", JweKeyManagement.Direct, _world.Service);
        var (read, opened) = (KeyReader.Read(secret, KeyForm.Base64UrlSecret, SigningAlgorithms.HS256),
            _world.Service.Decrypt(copy.Text, copy.KeyText, copy.Form));
        Assert.Contains(secret, opened.Payload!, StringComparison.Ordinal);
        var stored = new BlazorJwt.Redis.StoredKey(key.KeyId, System.Text.Encoding.UTF8.GetBytes(secret), default, default, null, default);
        return
        [
            stored, new BlazorJwt.Redis.StoredKeySchedule(1, "lineage", [stored]), new StoreUnreachableException(),
                new UnreadableEntryException(new FormatException()), new DenylistEntry("issuer", "jti", false, default),
            read, Assert.Single(read.Keys), KeyReader.Read(KeyWriter.PrivateJwk(key), KeyForm.Jwk, SigningAlgorithms.HS256),
            KeyReader.Read(KeyWriter.PrivateJwk(key) + "}", KeyForm.Jwk, SigningAlgorithms.HS256),
            new FixedKeySet([key]), copy, opened, _world.Service.Decrypt(copy.Text, secret, KeyForm.PlainSecret),
            JweHeader.Read(_world.Service.Decode(copy.Text)), new UnusableInputException("A sentence."), SigningCurve.All[0],
            _world.Service.VerifySignature(token, new FixedKeySet([key]), SigningAlgorithms.Jose),
            _world.Service.VerifySignature(token + "A", new FixedKeySet([key]), SigningAlgorithms.Jose),
            new AlgorithmKeys(SigningAlgorithms.HS256, _world.Options, _world.Clock, new KeySchedulesInMemory()),
            _world.Keys.Rotate(SigningAlgorithms.HS256), .. _world.Keys.Status(),
            .. _world.Service.Warn(_world.Service.Decode(token), key),
            new TokenFacts(_world.Service.Decode(token), key, _world.Clock.GetUtcNow()),
        ];
    }

    // A new type in this room that can hold text must be thought of here.
    private static void AssertCoversTheRoom(object[] all)
    {
        var seen = all.Select(thing => thing.GetType()).ToHashSet();
        var holders = typeof(TokenService).Assembly.GetTypes()
            .Where(type => $"{type.Namespace}.".StartsWith($"{typeof(TokenService).Namespace}.", StringComparison.Ordinal) && !type.IsEnum
            && !type.IsInterface && !(type.IsAbstract && type.IsSealed))
            .Where(type => !type.Name.Contains('<', StringComparison.Ordinal)
            && type.DeclaringType?.Name.Contains('<', StringComparison.Ordinal) is not true)
            .Where(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Any(property => CanHoldText(property.PropertyType)));
        Assert.Empty(holders.Where(type => !seen.Contains(type) && type.Name is not ("Facts" or "Member")).Select(type => type.Name));
    }

    private static bool CanHoldText(Type type) => type == typeof(string) || type == typeof(byte[])
        || type.IsAssignableTo(typeof(IEnumerable)) || type == typeof(ReadOnlyMemory<byte>?);
}
