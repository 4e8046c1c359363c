using BlazorJwt.Api.TrustedIssuers;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Keys;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.Api.TrustedIssuers;

[Trait("needs", "server")]
public sealed class TrustedIssuerKeysTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock = new(new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
    private ForeignIssuer? _issuer;
    private string _name = "";
    private TrustedIssuerRegistry? _trusted;

    [Fact]
    public async Task Keys_are_fetched_once_and_kept()
    {
        await StartAsync();

        for (var time = 0; time < 5; time++) Assert.Null(await TroubleAsync(_issuer!.Key.KeyId));

        Assert.Equal(1, _issuer!.Questions);
    }

    [Fact]
    public async Task Another_issuer_of_the_same_host_does_not_hide_this_one_and_gives_no_keys_for_it()
    {
        await StartAsync();
        _issuer!.HostsAnother = "https://the-host.example";

        Assert.Null(await TroubleAsync(_issuer.Key.KeyId));
        Assert.Equal(1, _issuer.Questions);

        _clock.Advance(TrustedIssuerKeys.KeepFor);
        _issuer.Claimed = "https://somebody.else.example";
        Assert.Contains("speaks for another issuer", await TroubleAsync(_issuer.Key.KeyId), StringComparison.Ordinal);
        Assert.Equal(1, _issuer.Questions);
    }

    [Fact]
    public async Task Ten_tokens_at_once_make_one_question()
    {
        await StartAsync();

        var troubles = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => TroubleAsync(_issuer!.Key.KeyId)));

        Assert.All(troubles, Assert.Null);
        Assert.Equal(1, _issuer!.Questions);
    }

    [Fact]
    public async Task A_key_id_that_is_not_known_makes_the_keys_be_asked_for_again()
    {
        await StartAsync();
        await TroubleAsync(_issuer!.Key.KeyId);
        var former = _issuer.Key;
        _issuer.Rotate();
        _clock.Advance(TrustedIssuerKeys.Pause);

        await TroubleAsync(_issuer.Key.KeyId);

        Assert.NotNull(await FindAsync(_issuer.Key.KeyId));
        Assert.NotNull(await FindAsync(former.KeyId));
        Assert.Equal(2, _issuer.Questions);
    }

    [Fact]
    public async Task Made_up_key_ids_make_one_question_for_each_pause_and_no_more()
    {
        await StartAsync();
        await TroubleAsync(_issuer!.Key.KeyId);
        _clock.Advance(TrustedIssuerKeys.Pause);

        for (var count = 0; count < 50; count++) await TroubleAsync($"made-up-{count}");
        Assert.Equal(2, _issuer.Questions);

        _clock.Advance(TrustedIssuerKeys.Pause);
        await TroubleAsync("made-up-again");
        Assert.Equal(3, _issuer.Questions);
    }

    [Fact]
    public async Task Keys_are_renewed_in_good_time_and_a_withdrawn_key_goes()
    {
        await StartAsync();
        await TroubleAsync(_issuer!.Key.KeyId);
        var former = _issuer.Key.KeyId;
        _issuer.Rotate();
        _issuer.Withdraw(former);
        _clock.Advance(TrustedIssuerKeys.RefreshAfter);

        // The one who notices that it is time does not wait for the answer.
        Assert.Null(await TroubleAsync(former));
        // Anyone who names a key that is not there yet waits for the same question.
        Assert.Null(await TroubleAsync(_issuer.Key.KeyId));

        Assert.Null(await FindAsync(former));
        Assert.Equal(2, _issuer.Questions);
    }

    [Fact]
    public async Task An_empty_key_set_is_no_answer_and_the_keys_that_are_known_stay()
    {
        await StartAsync();
        var key = _issuer!.Key.KeyId;
        await TroubleAsync(key);
        _issuer.KeySet = """{"keys":[]}""";
        _clock.Advance(TrustedIssuerKeys.Pause);

        Assert.Equal("The keys of this issuer could not be fetched. The issuer's key set is empty.", await TroubleAsync("another"));
        Assert.NotNull(await FindAsync(key));
    }

    [Fact]
    public async Task The_keys_of_an_issuer_that_is_down_are_believed_for_a_day_and_not_longer()
    {
        await StartAsync();
        var key = _issuer!.Key.KeyId;
        await TroubleAsync(key);
        await _issuer.DisposeAsync();

        _clock.Advance(TrustedIssuerKeys.KeepFor - TimeSpan.FromSeconds(1));
        Assert.Null(await TroubleAsync(key));
        Assert.NotNull(await FindAsync(key));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.StartsWith("The keys of this issuer could not be fetched.", await TroubleAsync(key), StringComparison.Ordinal);
        Assert.Null(await FindAsync(key));
    }

    [Theory]
    [InlineData("""{"keys":[{"kty":"oct","kid":"secret","k":"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA"}]}""")]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":7}""")]
    [InlineData("not json at all")]
    [InlineData("<html></html>")]
    public async Task A_key_set_that_is_none_gives_no_key(string keySet)
    {
        await StartAsync();
        _issuer!.KeySet = keySet;

        await TroubleAsync("secret");

        Assert.Null(await FindAsync("secret"));
    }

    [Fact]
    public async Task What_a_lab_trusts_for_a_while_ends_by_itself_and_never_replaces_the_settings()
    {
        await StartAsync();
        var other = new TrustedIssuerOptions
        {
            Authority = _issuer!.Issuer + "/lab",
            Audience = "orders-here",
            Algorithms = ["ES256"],
            Types = ["at+jwt"],
        };

        Assert.Empty(_trusted!.Trust(other, _clock.GetUtcNow() + TimeSpan.FromMinutes(10)));
        Assert.NotNull(await _trusted.FindAsync(other.Authority, null));
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await _trusted.FindAsync(other.Authority, null));

        Assert.Equal("The settings of this server name this issuer already.",
            Assert.Single(_trusted.Trust(Options(), _clock.GetUtcNow() + TimeSpan.FromMinutes(10))));
        _trusted.Distrust(_issuer.Issuer);
        Assert.NotNull(await _trusted.FindAsync(_issuer.Issuer, null));
    }

    public async ValueTask DisposeAsync()
    {
        _trusted?.Dispose();
        if (_issuer is not null) await _issuer.DisposeAsync();
    }

    private async Task StartAsync()
    {
        _issuer = await ForeignIssuer.StartAsync(SigningAlgorithms.ES256);
        _name = _issuer.Issuer;
        var list = new TrustedIssuerList();
        list.Entries.Add(Options());
        _trusted = new(Microsoft.Extensions.Options.Options.Create(list), Microsoft.Extensions.Options.Options.Create(new IssuerOptions()),
            Microsoft.Extensions.Options.Options.Create(new TokenOptions()), _clock,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<TrustedIssuerRegistry>.Instance);
    }

    private TrustedIssuerOptions Options() =>
        new() { Authority = _issuer!.Issuer, Audience = "orders-here", Algorithms = ["ES256"], Types = ["at+jwt"] };

    private async Task<string?> TroubleAsync(string keyId) => (await _trusted!.FindAsync(_name, keyId))!.KeyTrouble;

    private async Task<TokenKey?> FindAsync(string keyId) => (await _trusted!.FindAsync(_name, null))!.Policy.Keys.Find(keyId);
}
