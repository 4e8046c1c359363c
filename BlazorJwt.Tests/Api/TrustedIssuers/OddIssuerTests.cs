using BlazorJwt.Api.TrustedIssuers;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tests.Api.TrustedIssuers;

/// <summary>What an issuer does wrong is told by its kind, and a good token of an issuer that does it right is accepted.</summary>
[Trait("needs", "server")]
public sealed class OddIssuerTests : IDisposable
{
    private const string Begin = "The keys of this issuer could not be fetched. ";

    private readonly TokenWorld _world = new();
    private readonly LogCapture _log = new();
    private readonly ILoggerFactory _loggers;
    private TrustedIssuerRegistry? _trusted;

    public OddIssuerTests() => _loggers = LoggerFactory.Create(logging => logging.AddProvider(_log));

    public static TheoryData<string> Names => [.. OddIssuers.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_caller_is_told_what_kind_of_trouble_it_is(string name)
    {
        var odd = OddIssuers.All[name];
        await using var issuer = await OddIssuer.StartAsync(odd);
        var authority = odd.Authority?.Invoke(issuer.Issuer) ?? issuer.Issuer;
        var token = OddIssuer.Token(odd.TokenIssuer ?? authority);
        Trust(odd, authority);

        var (accepted, trouble) = await JudgeAsync(token, odd.TokenIssuer ?? authority);

        Assert.Equal(odd.Sentence is null ? null : Begin + odd.Sentence.Replace("{issuer}", issuer.Issuer, StringComparison.Ordinal),
            trouble);
        Assert.Equal(odd.Sentence is null, accepted);
        // All of it may stand in a header; and the log has it, without the token.
        Assert.All(trouble ?? "", letter => Assert.InRange(letter, ' ', '~'));
        Assert.DoesNotContain(token.Split('.')[1], _log.Text, StringComparison.Ordinal);
        if (odd.Sentence is null) Assert.Equal("", _log.Text);
        else Assert.Contains(trouble![Begin.Length..], Assert.Single(Lines()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_has_the_cause_once_for_each_kind_and_says_when_it_is_over()
    {
        var odd = OddIssuers.All["RFC 8414 only"];
        await using var issuer = await OddIssuer.StartAsync(odd);
        var (token, good) = (OddIssuer.Token(issuer.Issuer), issuer.Answers["keys"]);
        Trust(odd, issuer.Issuer);

        issuer.Answers["keys"] = OddIssuers.Status(500);
        for (var time = 0; time < 5; time++) await RefusedAsync("status 500.");
        issuer.Answers["keys"] = OddIssuers.All["keys: HTML"].Answers["keys"];
        for (var time = 0; time < 5; time++) await RefusedAsync("HTML or XML where JSON is expected.");
        issuer.Answers["keys"] = OddIssuers.Status(500);
        await RefusedAsync("status 500.");

        Assert.Equal(2, Lines().Length);
        Assert.Contains("status 500. Cause: the answer itself", Lines()[0], StringComparison.Ordinal);
        Assert.Contains("Cause: JsonReaderException: '<' is an invalid start of a value.", Lines()[1], StringComparison.Ordinal);

        _world.Clock.Advance(TimeSpan.FromHours(1));
        await RefusedAsync("status 500.");
        Assert.Equal(3, Lines().Length);

        issuer.Answers["keys"] = good;
        _world.Clock.Advance(TrustedIssuerKeys.Pause);
        Assert.Equal((true, null), await JudgeAsync(token, issuer.Issuer));
        Assert.Contains("could be fetched again", Lines()[^1], StringComparison.Ordinal);
        Assert.Equal(4, Lines().Length);

        // Down again within the hour, of the same kind: each change is told once.
        issuer.Answers["keys"] = OddIssuers.Status(500);
        _world.Clock.Advance(TrustedIssuerKeys.RefreshAfter - TrustedIssuerKeys.Pause);
        for (var time = 0; time < 5; time++) await UnknownKeyAsync("status 500.");
        Assert.Equal(5, Lines().Length);
        Assert.Contains("status 500. Cause: the answer itself", Lines()[^1], StringComparison.Ordinal);
        issuer.Answers["keys"] = good;
        for (var time = 0; time < 5; time++) await UnknownKeyAsync(null);
        Assert.Contains("could be fetched again", Lines()[^1], StringComparison.Ordinal);
        Assert.Equal(6, Lines().Length);

        async Task UnknownKeyAsync(string? end)
        {
            _world.Clock.Advance(TrustedIssuerKeys.Pause);
            var before = issuer.Questions;
            var entry = await _trusted!.FindAsync(issuer.Issuer, "unknown");
            if (end is null) Assert.Null(entry!.KeyTrouble);
            else Assert.EndsWith(end, entry!.KeyTrouble, StringComparison.Ordinal);
            Assert.True(issuer.Questions > before, "The issuer was asked again.");
        }

        async Task RefusedAsync(string end)
        {
            _world.Clock.Advance(TrustedIssuerKeys.Pause);
            var before = issuer.Questions;
            Assert.EndsWith(end, (await JudgeAsync(token, issuer.Issuer)).Trouble, StringComparison.Ordinal);
            Assert.True(issuer.Questions > before, "The issuer was asked again.");
        }
    }

    [Fact]
    public async Task An_issuer_whose_trouble_is_another_each_time_does_not_fill_the_log()
    {
        var odd = OddIssuers.All["RFC 8414 only"];
        await using var issuer = await OddIssuer.StartAsync(odd);
        Trust(odd, issuer.Issuer);

        for (var status = 400; status < 500; status++)
        {
            issuer.Answers["keys"] = OddIssuers.Status(status);
            _world.Clock.Advance(TrustedIssuerKeys.Pause);
            await JudgeAsync(OddIssuer.Token(issuer.Issuer), issuer.Issuer);
        }

        Assert.InRange(Lines().Length, 15, 25);
    }

    [Fact]
    public async Task What_a_lab_trusts_for_a_visitor_does_not_get_into_the_log()
    {
        var odd = OddIssuers.All["status 500"];
        await using var issuer = await OddIssuer.StartAsync(odd);
        Trust(odd, "https://issuer.invalid");
        Assert.Empty(_trusted!.Trust(Entry(odd, issuer.Issuer), _world.Clock.GetUtcNow().AddMinutes(10)));

        Assert.EndsWith("at openid-configuration.", (await JudgeAsync(OddIssuer.Token(issuer.Issuer), issuer.Issuer)).Trouble,
            StringComparison.Ordinal);

        Assert.Equal("", _log.Text);
        Assert.DoesNotContain(issuer.Issuer, _trusted.InSettings);
    }

    public void Dispose()
    {
        _trusted?.Dispose();
        _loggers.Dispose();
    }

    private string[] Lines() => _log.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private void Trust(OddIssuers.Case odd, string authority)
    {
        var list = new TrustedIssuerList();
        list.Entries.Add(Entry(odd, authority));
        _trusted = new(Options.Create(list), Options.Create(new IssuerOptions { Timeout = odd.Timeout ?? Patience.Most }),
            Options.Create(new TokenOptions()), _world.Clock, _loggers.CreateLogger<TrustedIssuerRegistry>());
    }

    private static TrustedIssuerOptions Entry(OddIssuers.Case odd, string authority) => new()
    {
        Authority = authority,
        TokenIssuer = odd.TokenIssuer,
        Audience = "orders-here",
        Algorithms = ["RS256"],
        Types = ["at+jwt"],
    };

    private async Task<(bool Accepted, string? Trouble)> JudgeAsync(string token, string issuer)
    {
        var found = (await _trusted!.FindAsync(issuer, "good"))!;
        // The clock of the world may be far ahead of the token's.
        return ((await _world.Check(token, found.Policy with { At = TimeProvider.System.GetUtcNow() })).Accepted, found.KeyTrouble);
    }
}
