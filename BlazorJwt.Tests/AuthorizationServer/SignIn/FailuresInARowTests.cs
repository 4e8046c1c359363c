using System.Net;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.AuthorizationServer.SignIn;

/// <summary>
/// So many failures in a row and no more (NIST SP 800-63B-4 section 3.2.2), counted by account and visitor, or by account and address where
/// no visitor is known. The same tests run on a count that several servers keep together.
/// </summary>
[Trait("needs", "server")]
public class FailuresInARowTests : IDisposable
{
    private const string Address = "192.0.2.1";
    private const string Other = "192.0.2.2";

    private readonly FakeTimeProvider _time = new();
    private readonly CredentialCheck _check;
    private readonly RunningApp _app;

    public FailuresInARowTests(AppFixture app) : this(app, time => new AttemptLimitsInMemory(time))
    {
    }

    private protected FailuresInARowTests(AppFixture app, Func<TimeProvider, IAttemptLimits> limits)
    {
        _app = app;
        _check = new(app.Services.GetRequiredService<DemoPeople>(),
            Options.Create(new AccountsOptions { FailuresInARow = 3, AttemptsByVisitorAndName = 100 }), limits(_time));
    }

    [Fact]
    public void A_hundred_is_the_most_that_can_be_set()
    {
        Assert.Equal(100, new AccountsOptions().FailuresInARow);
        Assert.Equal(100, typeof(AccountsOptions).GetProperty(nameof(AccountsOptions.FailuresInARow))!
            .GetCustomAttributes(false).OfType<System.ComponentModel.DataAnnotations.RangeAttribute>().Single().Maximum);
    }

    [Fact]
    public async Task One_visitor_s_failures_stop_that_visitor_at_that_name_for_long_and_nobody_else()
    {
        await FailAsync(3, "mine");

        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.True(await TryAsync("mine") is CredentialOutcome.TooMany { RetryAfter.TotalHours: > 23 });
        Assert.IsType<CredentialOutcome.Accepted>(await TryAsync("mine", name: "mira"));
        Assert.IsType<CredentialOutcome.Accepted>(await TryAsync("another"));
        Assert.IsType<CredentialOutcome.Accepted>(await TryAsync(null));
        _time.Advance(TimeSpan.FromDays(1));
        Assert.IsType<CredentialOutcome.Accepted>(await TryAsync("mine"));
    }

    [Fact]
    public async Task Without_a_visitor_they_are_counted_by_name_and_address()
    {
        await FailAsync(3, null);

        Assert.IsType<CredentialOutcome.TooMany>(await TryAsync(null));
        Assert.IsType<CredentialOutcome.Accepted>(await TryAsync(null, Other));
        Assert.IsType<CredentialOutcome.Accepted>(await TryAsync(null, name: "mira"));
        Assert.IsType<CredentialOutcome.Accepted>(await TryAsync("a visitor at that address"));
    }

    [Theory]
    [InlineData("mine")]
    [InlineData(null)]
    public async Task The_right_password_sets_the_count_back(string? visitor)
    {
        for (var round = 1; round <= 3; round++)
        {
            await FailAsync(2, visitor);
            Assert.IsType<CredentialOutcome.Accepted>(await TryAsync(visitor));
        }
    }

    [Fact]
    public async Task Guesses_made_side_by_side_can_not_outrun_the_count()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => GuessAsync(null), SignInForms.Cancellation)));

        Assert.Equal(3, outcomes.Count(outcome => outcome is CredentialOutcome.Wrong));
    }

    private async Task FailAsync(int times, string? visitor)
    {
        for (var time = 1; time <= times; time++) Assert.IsType<CredentialOutcome.Wrong>(await GuessAsync(visitor));
    }

    private Task<CredentialOutcome> GuessAsync(string? visitor) =>
        _check.CheckAsync("alice", "wrong", visitor, Address, SignInForms.Cancellation);

    private Task<CredentialOutcome> TryAsync(string? visitor, string address = Address, string name = "alice") =>
        _check.CheckAsync(name, _app.DemoPassword(name), visitor, address, SignInForms.Cancellation);

    public void Dispose()
    {
        DisposeMore();
        GC.SuppressFinalize(this);
    }

    private protected virtual void DisposeMore()
    {
    }
}
