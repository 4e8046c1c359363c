using BlazorJwt.Components.Lessons.ReadToken;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.ReadToken;

public sealed class SizeTableTests : PageTest
{
    [Fact]
    public async Task The_token_stands_beside_both_limits_with_what_goes_before_it()
    {
        UseKeysOfTheTests();
        var token = await SignInAsync();
        var bytes = token.EncodedToken.Length;

        var row = Show(token).Row("yours, ES256");

        Assert.Equal($"{bytes}", row.Cells()[0]);
        var meters = row.QuerySelectorAll("meter");
        Assert.Equal(["4096", "8192"], meters.Select(meter => meter.GetAttribute("max")));
        Assert.Equal([$"{bytes + "__Host-BlazorJwt".Length}", $"{bytes + "Authorization: Bearer ".Length}"],
            meters.Select(meter => meter.GetAttribute("value")));
    }

    [Fact]
    public async Task The_same_claims_are_really_signed_with_the_other_algorithms_and_encrypted()
    {
        var sizes = Show(await SignInAsync()).QuerySelectorAll("tbody tr").ToDictionary(row => row.QuerySelector("th")!.Text(),
            row => int.Parse(row.Cells()[0], System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(["yours, ES256", "signed with RS256", "signed with PS256", "signed with HS256", "encrypted, RSA-OAEP",
            "encrypted, dir"], sizes.Keys);
        // Signatures of 384, 64 and 32 bytes, four characters for three bytes.
        Assert.Equal(512 - 86, sizes["signed with RS256"] - sizes["yours, ES256"]);
        Assert.Equal(43 - 86, sizes["signed with HS256"] - sizes["yours, ES256"]);
        Assert.True(sizes["encrypted, RSA-OAEP"] > sizes["yours, ES256"]);
    }

    private AngleSharp.Dom.IElement Show(ValidatedToken token) =>
        Render<SizeTable>(part => part.Add(table => table.Token, token)).Table("The size of the same claims as different tokens");
}
