using BlazorJwt.Components;
using BlazorJwt.Components.Lessons.ReadToken;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Bunit;

namespace BlazorJwt.Tests.Components;

public sealed class ReadTokenPageTests : PageTest
{
    [Fact]
    public void A_visitor_who_is_signed_out_is_asked_to_sign_in_and_led_back_here()
    {
        GoTo("read-the-token");

        var page = Render<ReadTokenPage>();

        Assert.True(page.HasRegion("Sign in first"));
        Assert.Equal("sign-in?returnUrl=%2Fread-the-token", page.Link("Sign in and come back").GetAttribute("href"));
        Assert.False(page.HasRegion("Try it"));
    }

    [Theory]
    [InlineData("alice", "\"Alice Moreau\"", "\"customer\"")]
    [InlineData("mira", "\"Mira Okafor\"", "\"manager\"")]
    public async Task The_payload_is_read_without_any_key(string person, string name, string role)
    {
        await SignInAsync(person);

        var page = Render<ReadTokenPage>();

        var payload = page.Table("Payload");
        Assert.StartsWith(name, payload.Row("name").Cells()[0], StringComparison.Ordinal);
        Assert.StartsWith(role, payload.Row("role").Cells()[0], StringComparison.Ordinal);
        Assert.Equal("\"at+jwt\"", page.Table("Header").Row("typ").Cells()[0]);
    }

    [Fact]
    public async Task Header_and_payload_are_shown_and_the_signature_is_kept_back()
    {
        var token = await SignInAsync();

        var page = Render<ReadTokenPage>();

        Assert.Contains($"{token.EncodedHeader}.{token.EncodedPayload}.••••••", page.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain(token.EncodedSignature, page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SigningAlgorithms.ES256, 64)]
    [InlineData(SigningAlgorithms.HS256, 32)]
    [InlineData(SigningAlgorithms.RS256, 384)]
    public async Task The_signature_is_as_long_as_its_algorithm_makes_it(string algorithm, int bytes)
    {
        await SignInAsync(algorithm: algorithm);

        var page = Render<ReadTokenPage>();

        Assert.Contains($"{bytes} bytes over header and payload", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_check_of_the_token_service_is_listed_as_passed()
    {
        await SignInAsync();

        var page = Render<ReadTokenPage>();

        var checks = page.Table("The checks in their order");
        Assert.Equal(Enum.GetValues<TokenCheckKind>().Length, checks.QuerySelectorAll("tbody tr").Length);
        Assert.All(checks.QuerySelectorAll("tbody tr"), row => Assert.StartsWith("passed", row.Cells()[0], StringComparison.Ordinal));
        Assert.StartsWith("accepted", page.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_closed_parts_are_drawn_when_they_are_opened()
    {
        UseKeysOfTheTests();
        await SignInAsync();
        var page = Render<ReadTokenPage>();
        string[] parts = ["Base64url", "Encrypt it, too", "How large it is", "Two tokens", "On the wire", "Read without any key"];
        Assert.All(parts, part => Assert.Single(page.Details(part).Children));

        foreach (var part in parts) await page.Details(part).ToggleAsync();

        Assert.All(parts, part => Assert.True(page.Details(part).Children.Length > 1, part));
    }

    [Fact]
    public async Task Without_a_token_base64url_can_be_tried_on_a_text_of_one_s_own()
    {
        var page = Render<ReadTokenPage>();

        await page.Details("Base64url").ToggleAsync();

        Assert.Equal(["a text of my own"], page.Field("What to write").QuerySelectorAll("option").Select(Sight.Text));
    }

    [Fact]
    public async Task Each_part_of_the_token_leads_to_its_heading()
    {
        await SignInAsync();
        var page = Render<ReadTokenPage>();

        Assert.All(page.FindAll(".big-token a[data-part]"),
            link => Assert.NotNull(page.Find($"h3{link.GetAttribute("href")!["read-the-token".Length..]}")));
        Assert.Equal(3, page.FindAll(".big-token a[data-part]").Count);
    }

    [Fact]
    public async Task The_line_for_the_console_holds_the_payload_and_nothing_that_opens_anything()
    {
        var token = await SignInAsync();
        var page = Render<ReadTokenPage>();

        await page.Details("Read without any key").ToggleAsync();

        Assert.Equal($"JSON.parse(new TextDecoder().decode(Uint8Array.from(atob('{token.EncodedPayload}'.replaceAll('-', " +
            "'+').replaceAll('_', '/')), letter => letter.charCodeAt())))", page.Region("A line for the console").Text());
        Assert.DoesNotContain(token.EncodedSignature, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_token_expires_while_the_page_is_open_the_lesson_asks_to_sign_in_again()
    {
        var token = await SignInAsync();
        var page = Render<ReadTokenPage>();
        Assert.True(page.HasRegion("Try it"));

        LetItExpire(token);

        Assert.False(page.HasRegion("Try it"));
        Assert.True(page.HasRegion("Sign in first"));
        Assert.DoesNotContain(token.EncodedPayload, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_in_another_tab_takes_the_token_off_this_page()
    {
        var token = await SignInAsync();
        var page = Render<ReadTokenPage>();

        SignOutElsewhere(token);

        Assert.True(page.HasRegion("Sign in first"));
        Assert.DoesNotContain(token.EncodedPayload, page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "This page came to you over HTTPS.")]
    [InlineData(false, "This page came to you over plain HTTP.")]
    public void The_page_says_how_it_came(bool isHttps, string sentence)
    {
        Visit = PagePreferences.Empty with { IsHttps = isHttps };

        Assert.True(Render<ReadTokenPage>().Shows(sentence));
    }
}
