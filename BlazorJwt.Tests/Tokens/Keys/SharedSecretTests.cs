using System.Text;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tests.Tokens.Keys;

/// <summary>Secrets for HS256: what could be guessed stops the start.</summary>
public sealed class SharedSecretTests
{
    [Theory]
    [InlineData("your-256-bit-secret")]
    [InlineData("a-string-secret-at-least-256-bits-long")]
    [InlineData("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow")]
    [InlineData("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ+EstJQLr/T+1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow==")]
    [InlineData("Yh2k7QSu4l8CZg5p6X3Pna9L0Miy4D3Bvt0JVr87UcOj69Kqw5R2Nmf4FWs03Hdx")]
    [InlineData("404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970")]
    [InlineData("404e635266556a586e3272357538782f413f4428472b4b6250645367566b5970")]
    [InlineData("3CFA76EF14937C1C0EA519F8FC057A80FCD04A7420F8E8BCD0A7567C272E007B")]
    [InlineData("PPp27xSTfBwOpRn4/AV6gPzQSnQg+Oi80KdWfCcuAHs=")]
    public void A_secret_that_stands_in_public_examples_is_refused(string secret) => AssertRefused(secret, "public examples");

    [Theory]
    [InlineData("ThisIsMyVeryLongSecretKeyForTheWholeWorkshop")]
    [InlineData("JWTAuthenticationHIGHsecuredPasswordVVVp1OH7Xzyr")]
    [InlineData("correcthorsebatterystaplecorrecthorsebattery")]
    [InlineData("replace-me-replace-me-replace-me-replace-me9")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz012345678901")]
    [InlineData("dGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZyBhbmQgZ29lcw==")]
    public void A_secret_of_words_or_a_pattern_is_refused(string secret) => AssertRefused(secret, "can be guessed");

    [Theory]
    [InlineData("not base64 at all, and long enough for a key")]
    [InlineData("Hér är ingen bas64 men den är lång nog ändå")]
    [InlineData("0123456789abcdef0123456789ABCDEF0123456789abcdef!")]
    public void A_secret_that_is_neither_base64_nor_hex_is_refused(string secret) => AssertRefused(secret, "not base64");

    [Theory]
    [InlineData("k8Jd2g")]
    [InlineData("q3ZtW9vXc1LrY7uKpE5sHbN2aGfD8jR4oT6iM0wQxA==")]
    public void A_secret_of_fewer_than_32_bytes_is_refused(string secret) => AssertRefused(secret, "32 or more");

    [Fact]
    public void Random_secrets_are_accepted_in_every_spelling()
    {
        // Seeded, so that it is the same in every run.
        var random = new Random(20);
        var refused = 0;
        for (var count = 0; count < 20_000; count++)
        {
            var bytes = new byte[32];
            random.NextBytes(bytes);
            refused += Refusal(Convert.ToBase64String(bytes)) is null ? 0 : 1;
            refused += Refusal(Convert.ToHexStringLower(bytes)) is null ? 0 : 1;
        }

        Assert.InRange(refused, 0, 4);
    }

    [Fact]
    public void All_spellings_give_the_same_bytes()
    {
        var bytes = new byte[33];
        new Random(7).NextBytes(bytes);

        Assert.Equal(bytes, SharedSecret.Read(Convert.ToBase64String(bytes)));
        Assert.Equal(bytes, SharedSecret.Read(" " + Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_').TrimEnd('=') + "\n"));
        Assert.Equal(bytes, SharedSecret.Read(Convert.ToHexString(bytes)));
    }

    [Fact]
    public async Task The_library_would_take_the_secrets_that_are_refused_here()
    {
        // Row 14 of the table: nothing in the library knows that everybody knows this secret.
        var world = new TokenWorld();
        var key = TokenKey.FromSecret(Encoding.ASCII.GetBytes("a-string-secret-at-least-256-bits-long"));
        var token = Forge.Sign($$"""{"alg":"HS256","kid":"{{key.KeyId}}","typ":"at+jwt"}""", Forge.Json(world.Token(), 1), key);

        Assert.True((await world.AskTheLibrary(token, key)).IsValid);
    }

    private static void AssertRefused(string secret, string reason)
    {
        var refusal = Refusal(secret);
        Assert.NotNull(refusal);
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, refusal, StringComparison.Ordinal);
    }

    private static string? Refusal(string secret)
    {
        try
        {
            SharedSecret.Read(secret);
            return null;
        }
        catch (FormatException reason)
        {
            return reason.Message;
        }
    }
}
