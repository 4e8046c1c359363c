using System.Buffers.Text;
using System.Security.Cryptography;
using BlazorJwt.Components.Debugger;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jwe;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Components.Debugger;

/// <summary>What follows from what a visitor types, without a page around it. The tokens and keys are real.</summary>
public sealed class WorkbenchTests
{
    private readonly TokenWorld _world = new();

    public static TheoryData<string> Algorithms => new(SigningAlgorithms.Jose);

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task An_example_of_every_algorithm_is_verified_with_the_key_that_stands_there(string algorithm)
    {
        var bench = await Open(ExampleKind.Good, algorithm);

        Assert.True(bench.Signature!.Fits, bench.Signature.Reason);
        Assert.True(bench.Verdict!.Accepted, bench.Verdict.ToString());
        Assert.Equal(algorithm, bench.Key.Only!.Algorithm);
        Assert.DoesNotContain("PRIVATE", bench.Key.Text.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_the_payload_breaks_the_signature_until_it_is_signed_again()
    {
        var bench = await Open(ExampleKind.Good, SigningAlgorithms.HS256);
        var before = bench.Token.Text;

        await bench.TypePayload(bench.Payload.Text.Replace("orders.read", "orders.write", StringComparison.Ordinal));
        Assert.False(bench.Signature!.Fits);
        Assert.NotEqual(before, bench.Token.Text);
        Assert.Equal(before.Split('.')[2], bench.Token.Text.Split('.')[2]);

        await bench.Sign();
        Assert.True(bench.Signature!.Fits, bench.Signature.Reason);
        Assert.Equal("orders.write", bench.Decoded!.Payload!.Value.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task Nothing_that_happens_to_the_key_changes_the_token()
    {
        var bench = await Open(ExampleKind.Good, SigningAlgorithms.ES256);
        var token = bench.Token.Text;

        await bench.Change(bench.Key.Reveal);
        Assert.Equal(token, bench.Token.Text);
        Assert.True(bench.Signature!.Fits);
        await bench.Change(() => bench.Key.Convert(KeyForm.Jwk));
        Assert.True(bench.Signature!.Fits);
        await bench.Change(bench.Key.KeepPublic);
        Assert.True(bench.Signature!.Fits);
        await bench.Change(bench.Key.Make);
        Assert.False(bench.Signature!.Fits);
        await bench.TypeKey("no key at all");
        Assert.Null(bench.Signature!.Fits);
        await bench.Change(() => bench.Key.Choose(SigningAlgorithms.HS512));

        Assert.Equal(token, bench.Token.Text);
    }

    [Fact]
    public async Task Json_that_is_not_finished_says_where_and_nothing_typed_is_lost()
    {
        var bench = await Open(ExampleKind.Good, SigningAlgorithms.ES256);
        var token = bench.Token.Text;

        await bench.TypePayload("{\n  \"sub\": \"ä\" \"x\"\n}");

        Assert.StartsWith("Line 2, column 14:", bench.PayloadProblem, StringComparison.Ordinal);
        Assert.Equal("{\n  \"sub\": \"ä\" \"x\"\n}", bench.Payload.Text);
        Assert.Equal(token, bench.Token.Text);
        Assert.Contains("payload is no JSON object", bench.CannotSign, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_payload_with_a_stray_character_the_text_before_it_is_shown()
    {
        var bench = new Workbench(_world.Service);

        // {"sub":"alice","x
        await bench.TypeToken("eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbGljZSIsIng!aaaa.AAAA");

        Assert.Equal("{\"sub\":\"alice\",\"x", bench.Payload.Text);
        Assert.NotNull(bench.PayloadProblem);
        Assert.Equal("alice", bench.Decoded!.ReadablePayload!.Value.GetProperty("sub").GetString());
        Assert.Null(bench.Decoded.Parts[1].Bytes);
    }

    [Fact]
    public async Task Signing_with_another_key_writes_its_algorithm_and_id_into_the_header()
    {
        var bench = await Open(ExampleKind.Good, SigningAlgorithms.ES256);
        await bench.Change(() => bench.Key.Choose(SigningAlgorithms.PS384));
        await bench.Change(() => bench.Key.Clear());
        await bench.Change(() => bench.Key.Choose(SigningAlgorithms.PS384));
        await bench.Change(bench.Key.Make);

        await bench.Sign();

        Assert.Equal("PS384", bench.Decoded!.Header!.Value.GetProperty("alg").GetString());
        Assert.Equal(bench.Key.Only!.KeyId, bench.Decoded.Header.Value.GetProperty("kid").GetString());
        Assert.True(bench.Verdict!.Accepted, bench.Verdict.ToString());
        Assert.Contains("alg and kid", bench.Done, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_key_can_not_sign_and_says_so()
    {
        var bench = await Open(ExampleKind.Good, SigningAlgorithms.ES256);
        var token = bench.Token.Text;

        await bench.Sign();

        Assert.Equal(token, bench.Token.Text);
        Assert.Contains("private half", bench.CannotSign, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_written_from_nothing_can_be_signed()
    {
        var bench = new Workbench(_world.Service);
        await bench.TypePayload("""{"sub":"alice"}""");
        await bench.Change(bench.Key.Make);

        await bench.Sign();

        Assert.True(bench.Signature!.Fits, bench.Signature.Reason);
        Assert.Equal("ES256", bench.Decoded!.Header!.Value.GetProperty("alg").GetString());
    }

    [Theory]
    [InlineData(ExampleKind.Expired, TokenCheckKind.Expiry, true)]
    [InlineData(ExampleKind.BringsKey, null, true)]
    public async Task An_example_shows_what_it_is_made_to_show(ExampleKind kind, TokenCheckKind? refusedAt, bool fits)
    {
        var bench = await Open(kind, SigningAlgorithms.ES256);

        Assert.Equal(fits, bench.Signature!.Fits);
        Assert.Equal(refusedAt, bench.Verdict!.Refusal?.Kind);
        Assert.NotEmpty(bench.Warnings);
    }

    [Fact]
    public async Task A_token_with_alg_none_is_never_good()
    {
        var bench = await Open(ExampleKind.None, SigningAlgorithms.ES256);
        await bench.Change(bench.Key.Make);

        Assert.False(bench.Signature!.Fits);
        Assert.False(bench.Verdict!.Accepted);
    }

    [Theory]
    [InlineData("EdDSA")]
    [InlineData("ML-DSA-65")]
    public async Task An_algorithm_from_elsewhere_is_shown_in_full_and_said_to_be_out_of_reach(string algorithm)
    {
        var bench = new Workbench(_world.Service);
        await bench.TypeToken($"{Encode($$"""{"alg":"{{algorithm}}"}""")}.{Encode("""{"sub":"alice"}""")}.AAAA");

        Assert.Null(bench.Signature!.Fits);
        Assert.Contains($"cannot verify this algorithm here: {algorithm}", bench.Signature.Reason, StringComparison.Ordinal);
        Assert.Contains("alice", bench.Payload.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nested_token_is_decrypted_and_opened()
    {
        var signed = Example.Make(ExampleKind.Good, SigningAlgorithms.ES256, _world.Service, _world.Clock.GetUtcNow());
        var secret = RandomNumberGenerator.GetBytes(64);
        var bench = new Workbench(_world.Service);
        await bench.TypeToken(_world.Service.Encrypt(signed.Token, new SymmetricSecurityKey(secret), JweKeyManagement.Direct));
        bench.Key.PutSecret(Base64Url.EncodeToString(secret));

        bench.Decrypt();
        Assert.True(bench.Inside!.IsToken);
        await bench.OpenInside();

        Assert.Equal(signed.Token, bench.Token.Text);
        Assert.False(bench.Decoded!.IsEncrypted);
        Assert.Equal("https://issuer.example", bench.Issuer);
    }

    [Fact]
    public async Task Claims_are_decrypted_and_a_wrong_key_gets_a_sentence()
    {
        var bench = await Open(ExampleKind.Encrypted, SigningAlgorithms.ES256);
        Assert.True(bench.Decoded!.IsEncrypted);
        bench.Decrypt();

        Assert.Contains("248289761001", bench.Inside!.Text, StringComparison.Ordinal);
        Assert.False(bench.Inside.IsToken);
        Assert.DoesNotContain("248289761001", $"{bench.Inside}", StringComparison.Ordinal);
        bench.Key.Type("AAAA");
        bench.Decrypt();
        Assert.NotNull(bench.Inside.Problem);
    }

    [Fact]
    public async Task The_policy_of_this_app_s_api_takes_its_own_tokens_and_no_others()
    {
        var bench = new Workbench(_world.Service);
        bench.Policy.AsApi = true;

        await bench.TypeToken("Bearer " + _world.Token());
        Assert.True(bench.Verdict!.Accepted, bench.Verdict.ToString());
        Assert.True(bench.Signature!.Fits);

        var example = Example.Make(ExampleKind.Good, SigningAlgorithms.ES256, _world.Service, _world.Clock.GetUtcNow());
        await bench.TypeToken(example.Token);
        Assert.Equal(TokenCheckKind.Issuer, bench.Verdict!.Refusal!.Kind);
    }

    [Fact]
    public async Task Clearing_forgets_token_and_key()
    {
        var bench = await Open(ExampleKind.Good, SigningAlgorithms.ES256);

        await bench.Clear();

        Assert.All((TypedText[])[bench.Token, bench.Header, bench.Payload, bench.Key.Text], field => Assert.Equal("", field.Text));
        Assert.Null(bench.Decoded);
        Assert.Null(bench.Key.Hidden);
        Assert.Null(bench.Signature);
    }

    [Fact]
    public async Task Whatever_is_typed_anywhere_gets_an_answer_and_never_an_exception()
    {
        string[] texts = ["", " ", ".", "..", "....", "{", "[]", "null", "{\"a\":\"\\ud800\"}", new('[', 20_001), new('.', 20_000),
            "\0\u0001\uffff", "e30.e30.", "e30.bnVsbA.AA", "-----BEGIN PUBLIC KEY-----"];
        var bench = await Open(ExampleKind.Good, SigningAlgorithms.ES256);
        foreach (var text in texts)
        {
            await bench.TypeToken(text);
            foreach (var form in Enum.GetValues<KeyForm>())
            {
                bench.Key.Choose(form);
                await bench.TypeKey(text);
                bench.Decrypt();
                await bench.Sign();
            }

            await bench.TypeHeader(text);
            await bench.TypePayload(text);
        }

        Assert.NotNull(bench.CannotSign);
    }

    private async Task<Workbench> Open(ExampleKind kind, string algorithm)
    {
        var bench = new Workbench(_world.Service);
        var example = Example.Make(kind, algorithm, _world.Service, _world.Clock.GetUtcNow());
        if (example.Key is { } key) bench.Key.PutPublic(key);
        if (example.Secret is { } secret) bench.Key.PutSecret(secret);
        await bench.PutToken(example.Token, "");
        return bench;
    }

    private static string Encode(string json) => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(json));
}
