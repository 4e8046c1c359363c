using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using static BlazorJwt.Tests.AuthorizationServer.ServiceAccounts.AssertionRequests;

namespace BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;

/// <summary>
/// Signed assertions that are good for nothing, as grant and as client authentication: each gets the RFC's error (RFC 7523 sections 3.1 and
/// 3.2) and a sentence that says what is wrong; but an unknown client and a wrong key get the same one. Each is good but for what its case
/// names. The two uses have rules of their own (RFC 10070 section 4).
/// </summary>
[Trait("needs", "server")]
public sealed class AssertionRefusalTests(AppFixture app)
{
    private static readonly string Issuer = new TokenOptions().Issuer;

    private const string NoKeyFits = WrongAssertionClaims.NoKeyFits;
    private const string NoType = "typ must be client-authentication+jwt (RFC 10070 section 4).";
    private const string OtherKind = "typ says that this is another kind of token, and no assertion for this grant.";
    private const string OtherClient = "client_id is another client than iss in the assertion.";
    private const string Used = "The assertion was used before. Each is valid once: sign another.";
    private const string NotES256 = "alg must be ES256.";

    private readonly MachineWorld _world = new(app);

    [Theory]
    [MemberData(nameof(WrongAssertionClaims.All), MemberType = typeof(WrongAssertionClaims), DisableDiscoveryEnumeration = true)]
    public async Task What_an_assertion_says_wrong_is_what_its_signer_is_told(string wrong, Action<JsonObject> change, string grant,
        string proof)
    {
        var client = Client();

        await AssertRefusedAsync(wrong, grant, proof, use => client.Assertion(use, payload: change));
    }

    [Fact]
    public async Task The_case_that_changes_nothing_gets_a_token()
    {
        var client = Client();

        Assert.StartsWith("200 ", await GrantAsync(client.Assertion()), StringComparison.Ordinal);
        Assert.StartsWith("200 ", await ProofAsync(client.Proof()), StringComparison.Ordinal);
        Assert.StartsWith("200 ", await ProofAsync(client.Proof(), ("client_id", client.Id)), StringComparison.Ordinal);
        // As a grant the token endpoint or the issuer may be named, alone or among others.
        Assert.StartsWith("200 ", await GrantAsync(client.Assertion(payload: claims => claims["aud"] = Issuer)), StringComparison.Ordinal);
        Assert.StartsWith("200 ",
            await GrantAsync(
                client.Assertion(payload: claims =>
                    claims["aud"] = new JsonArray("https://elsewhere.example", _world.Accounts.TokenAddress))), StringComparison.Ordinal);
        // A list of one is the sole value too, and a media type has no case.
        Assert.StartsWith("200 ", await ProofAsync(client.Proof(payload: claims => claims["aud"] = new JsonArray(Issuer))),
            StringComparison.Ordinal);
        Assert.StartsWith("200 ", await ProofAsync(client.Proof(header => header["typ"] = "application/Client-Authentication+JWT")),
            StringComparison.Ordinal);
    }

    public static TheoryData<string, Action<JsonObject>, Action<JsonObject>, string> NoProof => new()
    {
        { "for the token endpoint", _ => { }, claims => claims["aud"] = Issuer + "/token", WrongAssertionClaims.ClientAudience },
        { "for the revocation endpoint", _ => { }, claims => claims["aud"] = Issuer + "/revoke", WrongAssertionClaims.ClientAudience },
        { "for the issuer and another", _ => { }, claims => claims["aud"] = new JsonArray(Issuer, "https://elsewhere.example"),
            WrongAssertionClaims.ClientAudience },
        { "for the issuer and its token endpoint", _ => { }, claims => claims["aud"] = new JsonArray(Issuer, Issuer + "/token"),
            WrongAssertionClaims.ClientAudience },
        { "for the issuer twice", _ => { }, claims => claims["aud"] = new JsonArray(Issuer, Issuer), WrongAssertionClaims.ClientAudience },
        { "for the issuer with a slash", _ => { }, claims => claims["aud"] = Issuer + "/", WrongAssertionClaims.ClientAudience },
        { "for nobody", _ => { }, claims => claims["aud"] = new JsonArray(), WrongAssertionClaims.ClientAudience },
        { "without a type", header => header.Remove("typ"), _ => { }, NoType },
        { "of the type JWT", header => header["typ"] = "JWT", _ => { }, NoType },
    };

    [Theory]
    [MemberData(nameof(NoProof), DisableDiscoveryEnumeration = true)]
    public async Task What_authenticates_a_client_has_the_issuer_as_its_sole_audience_and_says_its_type(string what,
        Action<JsonObject> header, Action<JsonObject> claims, string told)
    {
        var client = Client();

        Assert.Equal((what, BadClient(told)), (what, await ProofAsync(client.Proof(header, claims))));
        using var revocation = await app.PostFormAsync("/revoke", ("token", "x"), ("client_assertion_type", MachineWorld.AssertionType),
            ("client_assertion", client.Proof(header, claims)));
        Assert.Equal((what, BadClient(told)), (what, await ReadAsync(revocation)));
    }

    [Fact]
    public async Task What_authenticates_a_client_is_no_grant_though_the_issuer_is_its_audience()
    {
        var client = Client();

        Assert.Equal(BadGrant(OtherKind), await GrantAsync(client.Proof()));
        Assert.Equal(BadGrant(OtherKind),
            await GrantAsync(client.Proof(header => header["typ"] = "application/CLIENT-AUTHENTICATION+jwt")));
        using var revocation = await app.PostFormAsync("/revoke", ("token", "x"), ("client_assertion_type", MachineWorld.AssertionType),
            ("client_assertion", client.Proof()));
        Assert.Equal(HttpStatusCode.OK, revocation.StatusCode);
    }

    [Fact]
    public async Task The_key_of_another_account_signs_for_nobody_but_that_account()
    {
        var (client, other) = (Client(), Client());

        await AssertRefusedAsync("its key under its name", NoKeyFits, NoKeyFits,
            use => other.Assertion(use, payload: claims => (claims["iss"], claims["sub"]) = (client.Id, client.Id)));
        await AssertRefusedAsync("its key under this key's name", NoKeyFits, NoKeyFits,
            use => other.Assertion(use, header => header["kid"] = client.KeyId,
                claims => (claims["iss"], claims["sub"]) = (client.Id, client.Id)));
        Assert.Equal(BadClient(OtherClient), await ProofAsync(other.Proof(), ("client_id", client.Id)));
        Assert.Equal(BadGrant(OtherClient), await GrantAsync(other.Assertion(), ("client_id", client.Id)));
    }

    [Fact]
    public async Task None_a_secret_made_of_the_public_key_and_a_key_in_the_header_are_refused()
    {
        const string Critical = "crit names extensions that must be understood, and this app understands none.";
        const string TwoParts = "A signed token has three parts with dots between; this has 2.";
        const string NoSignature = "The signature is empty, and alg is none: a token that asks not to be checked is not accepted.";
        const string TooLarge = "The assertion has more than 8192 characters.";
        var client = Client();
        var parts = client.Assertion(header => header["alg"] = "none").Split('.');
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = stranger.ExportParameters(includePrivateParameters: false).Q;
        var jwk = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64UrlEncoder.Encode(point.X),
            ["y"] = Base64UrlEncoder.Encode(point.Y),
        };
        var publicKey = client.Key.ExportSubjectPublicKeyInfo();
        var confused = client.Assertion(header => header["alg"] = "HS256").Split('.');

        await AssertRefusedAsync("none, with the signature", NotES256, NotES256, _ => string.Join('.', parts));
        await AssertRefusedAsync("none, without", NoSignature, NoSignature, _ => $"{parts[0]}.{parts[1]}.");
        var signed = $"{confused[0]}.{confused[1]}";
        var mac = Base64UrlEncoder.Encode(HMACSHA256.HashData(publicKey, Encoding.ASCII.GetBytes(signed)));
        await AssertRefusedAsync("the public key as a secret", NotES256, NotES256, _ => $"{signed}.{mac}");
        await AssertRefusedAsync("a key of its own in jwk", NoKeyFits, NoKeyFits,
            use => client.Assertion(use, header => header["jwk"] = jwk.DeepClone(), signer: stranger));
        await AssertRefusedAsync("an access token's type", OtherKind, NoType,
            use => client.Assertion(use, header => header["typ"] = "at+jwt"));
        await AssertRefusedAsync("an access token's type in full", OtherKind, NoType,
            use => client.Assertion(use, header => header["typ"] = "application/at+jwt"));
        await AssertRefusedAsync("an access token's type in capitals", OtherKind, NoType,
            use => client.Assertion(use, header => header["typ"] = "AT+JWT"));
        await AssertRefusedAsync("crit", Critical, Critical, use => client.Assertion(use, header => header["crit"] = new JsonArray("exp")));
        await AssertRefusedAsync("one bit of the signature", NoKeyFits, NoKeyFits,
            use => client.Assertion(use) is var good && good[^2] is 'A' ? good[..^2] + 'B' + good[^1] : good[..^2] + 'A' + good[^1]);
        await AssertRefusedAsync("nonsense", TwoParts, TwoParts, _ => "no.assertion");
        await AssertRefusedAsync("more than 8 KB", TooLarge, TooLarge,
            use => client.Assertion(use, payload: claims => claims["fill"] = new string('x', 8192)));
    }

    [Fact]
    public async Task An_access_token_of_the_account_is_no_assertion()
    {
        var client = Client();
        var access = JsonDocument.Parse((await GrantAsync(client.Assertion())).Split("no-store ")[1]).RootElement.GetProperty(
            "access_token").GetString()!;

        await AssertRefusedAsync("an access token", NoKeyFits, NoType, _ => access);
    }

    [Fact]
    public async Task An_assertion_is_good_once_and_so_is_its_other_spelling()
    {
        var client = Client();
        var (used, asProof) = (client.Assertion(), client.Proof());
        Assert.StartsWith("200 ", await GrantAsync(used), StringComparison.Ordinal);
        Assert.StartsWith("200 ", await ProofAsync(asProof), StringComparison.Ordinal);

        Assert.Equal((BadGrant(Used), BadClient(Used)), (await GrantAsync(used), await ProofAsync(asProof)));
        // (r, s) and (r, n-s) both verify: anyone who can read one can write the other.
        Assert.Equal((BadGrant(Used), BadClient(Used)), (await GrantAsync(Twin(used)), await ProofAsync(Twin(asProof))));
    }

    [Fact]
    public async Task Two_accounts_may_use_one_jti()
    {
        var (client, other) = (Client(), Client());
        void SameId(JsonObject claims) => claims["jti"] = "one";

        Assert.StartsWith("200 ", await GrantAsync(client.Assertion(payload: SameId)), StringComparison.Ordinal);
        Assert.StartsWith("200 ", await GrantAsync(other.Assertion(payload: SameId)), StringComparison.Ordinal);
        await AssertRefusedAsync("the same again", Used, Used, use => client.Assertion(use, payload: SameId));
    }

    [Fact]
    public async Task A_used_assertion_is_remembered_until_it_has_expired_for_good()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(Now()));
        await using var own = AppFixture.Start(time: clock);
        var world = new MachineWorld(own);
        var client = new SigningClient(world, clock);
        var used = client.Assertion();
        Assert.StartsWith("200 ", await AssertionRequests.GrantAsync(used, world), StringComparison.Ordinal);

        // It lives a minute, and the clocks may differ by thirty seconds: to its last second it is kept out by its jti alone.
        clock.Advance(TimeSpan.FromSeconds(89));
        Assert.StartsWith("200 ", await AssertionRequests.GrantAsync(client.Assertion(), world), StringComparison.Ordinal);
        Assert.Equal(BadGrant(Used), await AssertionRequests.GrantAsync(used, world));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.StartsWith("200 ", await AssertionRequests.GrantAsync(client.Assertion(), world), StringComparison.Ordinal);
        Assert.Equal(BadGrant("exp has passed, and the clock skew on top of it."), await AssertionRequests.GrantAsync(used, world));
    }

    [Fact]
    public async Task A_retired_key_signs_to_the_last_second_of_the_overlap_and_then_for_nothing()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(Now()));
        await using var own = AppFixture.Start(time: clock);
        var world = new MachineWorld(own);
        var client = new SigningClient(world, clock);
        await world.Accounts.RotateKeyAsync(world.Visitor, client.Id);

        clock.Advance(ServiceAccountRegistry.Overlap - TimeSpan.FromSeconds(1));
        Assert.StartsWith("200 ", await AssertionRequests.GrantAsync(client.Assertion(), world), StringComparison.Ordinal);
        Assert.StartsWith("200 ", await AssertionRequests.ProofAsync(client.Proof(), world), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(BadGrant(NoKeyFits), await AssertionRequests.GrantAsync(client.Assertion(), world));
        Assert.Equal(BadClient(NoKeyFits), await AssertionRequests.ProofAsync(client.Proof(), world));
    }

    [Fact]
    public async Task A_revoked_account_signs_for_nothing_from_the_next_request_on()
    {
        var client = Client();
        await _world.Accounts.RevokeAsync(_world.Visitor, client.Id);

        await AssertRefusedAsync("revoked", NoKeyFits, NoKeyFits, use => client.Assertion(use));
    }

    [Fact]
    public async Task Client_credentials_beside_an_assertion_are_checked_too()
    {
        var given = await _world.RegisterAsync();
        var client = new SigningClient(_world, TimeProvider.System, given.Account.ClientId);
        var other = await _world.RegisterAsync();

        // RFC 7521 section 4.1: if client credentials are there, they must be good; and here they must be those of who signed.
        using var wrong = await _world.TokenAsync(MachineWorld.Basic(client.Id, "wrong"), ("grant_type", MachineWorld.Grant),
            ("assertion", client.Assertion()));
        Assert.Equal("401 application/json; charset=utf-8 no-store {\"error\":\"invalid_client\",\"error_description\":\"The client " +
            "could not be authenticated.\"}", await ReadAsync(wrong));
        Assert.Equal("Basic realm=\"token endpoint\"", wrong.Headers.WwwAuthenticate.ToString());
        Assert.Equal(BadClient("The client could not be authenticated."),
            await GrantAsync(client.Assertion(), ("client_id", client.Id), ("client_secret", "wrong")));
        Assert.Equal(BadGrant(OtherClient),
            await GrantAsync(client.Assertion(), ("client_id", other.Account.ClientId), ("client_secret", other.Secret!)));
        Assert.StartsWith("200 ", await GrantAsync(client.Assertion(), ("client_id", client.Id), ("client_secret", given.Secret!)),
            StringComparison.Ordinal);
    }

    private SigningClient Client() => new(_world, TimeProvider.System);

    private async Task AssertRefusedAsync(string wrong, string grant, string proof, Func<AssertionUse, string> assertion)
    {
        Assert.Equal((wrong, BadGrant(grant)), (wrong, await GrantAsync(assertion(AssertionUse.Grant))));
        Assert.Equal((wrong, BadClient(proof)), (wrong, await ProofAsync(assertion(AssertionUse.ClientAuthentication))));
    }

    private Task<string> GrantAsync(string assertion, params (string, string)[] more) =>
        AssertionRequests.GrantAsync(assertion, _world, more);

    private Task<string> ProofAsync(string assertion, params (string, string)[] more) =>
        AssertionRequests.ProofAsync(assertion, _world, more);

    private static string Twin(string token)
    {
        var signature = Base64UrlEncoder.DecodeBytes(token.Split('.')[2]);
        var order = System.Numerics.BigInteger.Parse(
            "115792089210356248762697446949407573529996955224135760342422259061068512044369", null);
        var other = (order - new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true)).ToByteArray(
            isUnsigned: true, isBigEndian: true);
        return token[..(token.LastIndexOf('.') + 1)]
            + Base64UrlEncoder.Encode([.. signature[..32], .. new byte[32 - other.Length], .. other]);
    }

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds();
}
