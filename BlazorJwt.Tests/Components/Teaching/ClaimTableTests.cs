using System.Text.Json;
using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class ClaimTableTests : PageTest
{
    [Theory]
    [InlineData("sub", "Whom it speaks for.", "RFC 7519 §4.1.2")]
    [InlineData("scope", "What the client was granted. What the user may do is another matter.", "RFC 8693 §4.2")]
    [InlineData("role", "What kind of user this is. A name of this app’s own.", "RFC 7519 §4.3")]
    [InlineData("name", "A name to show.", "OpenID Connect Core 5.1")]
    [InlineData("favourite_colour", "A name of the issuer’s own.", "")]
    public void A_claim_comes_with_its_meaning_and_where_that_stands(string claim, string meaning, string source)
    {
        var cell = Claims($$"""{"{{claim}}":"x"}""").Row(claim).QuerySelectorAll("td")[1];

        Assert.StartsWith(meaning, cell.Text(), StringComparison.Ordinal);
        Assert.Equal(source, cell.QuerySelector("a")?.Text() ?? "");
    }

    [Fact]
    public void The_source_leads_to_the_section()
    {
        var link = Claims("""{"jti":"x"}""").QuerySelector("a")!;

        Assert.Equal("https://www.rfc-editor.org/rfc/rfc7519#section-4.1.7", link.GetAttribute("href"));
        Assert.Equal("noopener", link.GetAttribute("rel"));
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("nbf")]
    [InlineData("iat")]
    public void A_time_is_shown_as_the_number_it_is_and_as_a_person_reads_it(string claim)
    {
        var row = Claims($$"""{"{{claim}}":1772355600}""").Row(claim);

        Assert.Equal("1772355600", row.QuerySelector("code.value")!.Text());
        Assert.Equal(["local", "relative"], row.QuerySelectorAll("live-time").Select(time => time.GetAttribute("kind")));
        Assert.Contains("2026-03-01 09:00:00 UTC", row.QuerySelectorAll(".moment").Select(Sight.Text));
        Assert.All(row.QuerySelectorAll("live-time"), time => Assert.Equal("2026-03-01 09:00:00 UTC", time.GetAttribute("title")));
    }

    [Theory]
    [InlineData("exp", "\"1772355600\"")]
    [InlineData("exp", "-1")]
    [InlineData("exp", "1e300")]
    [InlineData("exp", "253402300800")]
    [InlineData("exp", "null")]
    [InlineData("exp", "[1772355600]")]
    [InlineData("age", "1772355600")]
    public void What_is_no_time_is_not_shown_as_one(string claim, string value)
    {
        var row = Claims($$"""{"{{claim}}":{{value}}}""").Row(claim);

        Assert.Empty(row.QuerySelectorAll("live-time"));
        Assert.Equal(value, row.Cells()[0]);
    }

    [Fact]
    public void A_header_has_meanings_of_its_own()
    {
        var header = Table("""{"alg":"ES256","exp":1772355600}""", isHeader: true);

        Assert.StartsWith("The algorithm of the signature.", header.Row("alg").Cells()[1], StringComparison.Ordinal);
        Assert.Empty(header.QuerySelectorAll("live-time"));
    }

    [Fact]
    public void In_the_header_of_an_encrypted_token_alg_means_something_else() =>
        Assert.StartsWith("How the reader gets the key of the content.",
            Table("""{"alg":"dir","enc":"A256CBC-HS512"}""", isHeader: true).Row("alg").Cells()[1], StringComparison.Ordinal);

    [Fact]
    public void A_value_that_looks_like_markup_stays_text()
    {
        var table = Claims("""{"name":"<img src=x onerror=alert(1)>","<script>":1}""");

        Assert.Empty(table.QuerySelectorAll("img, script"));
        Assert.Equal("\"<img src=x onerror=alert(1)>\"", table.Row("name").Cells()[0]);
    }

    [Fact]
    public void A_claim_that_stands_twice_is_shown_twice() =>
        Assert.Equal(2, Claims("""{"sub":"alice","sub":"admin"}""").QuerySelectorAll("tbody tr").Length);

    [Fact]
    public void Only_the_claim_that_was_changed_is_marked()
    {
        var table = Table("""{"sub":"alice","role":"manager"}""", changed: "role");

        Assert.Equal(["role"], table.QuerySelectorAll("tr.changed th").Select(Sight.Text));
    }

    private AngleSharp.Dom.IElement Claims(string json) => Table(json);

    private AngleSharp.Dom.IElement Table(string json, bool isHeader = false, string? changed = null)
    {
        using var document = JsonDocument.Parse(json);
        var element = document.RootElement.Clone();
        return Render<ClaimTable>(part => part
            .Add(table => table.Json, element)
            .Add(table => table.Caption, "Claims")
            .Add(table => table.IsHeader, isHeader)
            .Add(table => table.Changed, changed)).Table("Claims");
    }
}
