using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Components.Server.ProtectedBrowserStorage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace BlazorJwt.Tests.Labs.KeepSafe;

[Trait("needs", "server")]
public sealed class ThiefBoxTests(AppFixture app)
{
    private readonly string _session = Guid.NewGuid().ToString("N");

    private ThiefBox Box => app.Services.GetRequiredService<ThiefBox>();

    [Fact]
    public async Task The_thief_tries_each_token_once_and_keeps_none_of_them()
    {
        var (copy, text) = await CopyAsync(PlaceNames.LocalStorage);
        var address = Box.Open(_session);
        Assert.Null(Box.For(_session));

        Assert.True(await TakeAsync(
            address, new("localStorage", [text, text], [], 0.4), new("page", [text], [], 1), new("sessionStorage", [], [], 0.1)));

        var loot = Box.For(_session)!;
        Assert.Equal(["localStorage", "page", "sessionStorage"], loot.LookedAt);
        var stolen = Assert.Single(loot.Stolen);
        Assert.Equal(("localStorage", PlaceNames.LocalStorage, copy, 200), (stolen.From, stolen.Place, stolen.JwtId, stolen.Answer.Status));
        var sent = stolen.Answer.Exchange.Request.Headers;
        Assert.DoesNotContain(sent, header => header.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(text, $"{loot}{stolen}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_token_is_refused_by_the_API_and_what_is_no_token_is_no_loot()
    {
        var (_, text) = await CopyAsync(PlaceNames.LocalStorage);
        var address = Box.Open(_session);

        await TakeAsync(address, new Loot("localStorage", [text[..^4] + "AAAA", "eyJhbGciOiJFUzI1NiJ9.broken.signature", ""], [], 0.4));

        Assert.Equal(401, Assert.Single(Box.For(_session)!.Stolen).Answer.Status);
    }

    [Fact]
    public async Task A_ciphertext_planted_in_another_browser_is_opened_by_the_app_and_a_forged_one_is_not()
    {
        var (copy, text) = await CopyAsync(PlaceNames.ProtectedStorage);
        var kept = new OneEntry();
        var storage = new ProtectedLocalStorage(kept, app.Services.GetRequiredService<IDataProtectionProvider>());
        await new ProtectedStoragePlace(storage, null!, null!).PutAsync(text);
        var address = Box.Open(_session);

        await TakeAsync(address, new Loot("localStorage", [], [], 0.4, [kept.Text!, kept.Text![..^10] + "AAAAAAAAAA", "CfDJ8"]));

        var stolen = Assert.Single(Box.For(_session)!.Stolen);
        Assert.Equal((copy, true, 200), (stolen.JwtId, stolen.WasEncrypted, stolen.Answer.Status));
    }

    [Fact]
    public async Task Places_that_the_script_does_not_look_at_are_not_kept()
    {
        var (_, text) = await CopyAsync(PlaceNames.LocalStorage);
        var address = Box.Open(_session);

        for (var delivery = 0; delivery < 5; delivery++)
        {
            var unknown = Enumerable.Range(0, 100).Select(number => new Loot($"place {delivery}.{number}", [text], [], 0.4));
            await TakeAsync(address, [.. unknown, new("page", [], [], 1)]);
        }

        Assert.Equal(["page"], Box.For(_session)!.LookedAt);
        Assert.Empty(Box.For(_session)!.Stolen);
    }

    [Fact]
    public async Task Of_one_box_only_so_many_tokens_are_tried_however_many_deliveries_there_are()
    {
        var address = Box.Open(_session);
        for (var delivery = 0; delivery < ThiefBox.Most + 5; delivery++)
        {
            // A jti is all that a token needs to be tried.
            var text = $"eyJhbGciOiJFUzI1NiJ9.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"jti":"{{delivery}}"}"""))}.AAAA";
            await TakeAsync(address, new Loot("localStorage", [text], [], 0.4));
        }

        var tried = Box.For(_session)!.Stolen.Select(stolen => stolen.JwtId);
        Assert.Equal(Enumerable.Range(0, ThiefBox.Most).Select(number => $"{number}"), tried);
    }

    [Fact]
    public async Task One_address_delivers_only_so_often()
    {
        await using var own = AppFixture.Start([("Accounts:TokenRequestsByAddress", "2")]);
        using var client = own.CreateClient();
        var box = own.Services.GetRequiredService<ThiefBox>().Open(_session);
        HttpStatusCode[] statuses = [await DeliverAsync(), await DeliverAsync(), await DeliverAsync()];

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.TooManyRequests], statuses);

        async Task<HttpStatusCode> DeliverAsync()
        {
            using var answer = await client.PostAsJsonAsync($"/labs/thief/{box}", (Loot[])[], TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_box_belongs_to_one_session_and_opening_it_again_empties_it()
    {
        var (_, text) = await CopyAsync(PlaceNames.LocalStorage);
        var address = Box.Open(_session);
        await TakeAsync(address, new Loot("localStorage", [text], [], 0.4));

        Assert.Null(Box.For("somebody else"));
        Box.Open(_session);
        Assert.Null(Box.For(_session));
        Assert.False(await TakeAsync("no such box"));
    }

    [Theory]
    [InlineData("not json", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("[null]", HttpStatusCode.NoContent)]
    [InlineData("[{\"place\":\"page\"}]", HttpStatusCode.NoContent)]
    [InlineData("[{\"place\":\"page\",\"tokens\":[null],\"names\":[],\"milliseconds\":1}]", HttpStatusCode.NoContent)]
    public async Task A_delivery_that_makes_no_sense_breaks_nothing(string body, HttpStatusCode status)
    {
        using var client = app.CreateClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await client.PostAsync($"/labs/thief/{Box.Open(_session)}", content, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Empty(Box.For(_session)?.Stolen ?? []);
    }

    [Fact]
    public async Task A_box_that_was_never_opened_accepts_nothing()
    {
        using var client = app.CreateClient();

        using var answer = await client.PostAsJsonAsync("/labs/thief/nobody", Array.Empty<Loot>(), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private Task<bool> TakeAsync(string address, params Loot[] loot) => Box.TakeAsync(address, loot, TestContext.Current.CancellationToken);

    private async Task<(string JwtId, string Text)> CopyAsync(string place)
    {
        using var visitor = await app.SignInAsync("alice", TestContext.Current.CancellationToken);
        var owner = (await app.Services.GetRequiredService<TokenService>().ValidateAsync(visitor.Token)).Token!;
        var copy = app.Services.GetRequiredService<TokenCopies>().Make(owner, place);
        return (copy.JwtId, copy.Text);
    }

    private sealed class OneEntry : IJSRuntime
    {
        public string? Text { get; private set; }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
        {
            if (identifier.EndsWith("setItem", StringComparison.Ordinal)) Text = (string)args![1]!;
            return ValueTask.FromResult<TValue>(default!);
        }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
            InvokeAsync<TValue>(identifier, args);
    }
}
