using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tests.AuthorizationServer.SignIn;

[Trait("needs", "server")]
public sealed class DemoPeopleTests(AppFixture app)
{
    [Fact]
    public void There_is_a_customer_a_manager_and_somebody_who_is_locked_out()
    {
        var people = app.Services.GetRequiredService<DemoPeople>().Listed;

        Assert.Contains(people,
            person => person is { Name: "alice", Roles: ["customer"], Scopes: ["orders.read", "orders.write"], IsLockedOut: false });
        Assert.Contains(people, person => person is { Roles: ["manager"], IsLockedOut: false });
        Assert.Contains(people, person => person.IsLockedOut);
        Assert.All(people, person => Assert.EndsWith(".", person.Note, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Development", null, true)]
    [InlineData("Development", "false", false)]
    [InlineData("Production", null, false)]
    [InlineData("Production", "true", true)]
    public async Task They_exist_in_development_and_elsewhere_only_when_asked_for(string environment, string? enabled, bool exist)
    {
        await using var own = AppFixture.Start(enabled is null ? [] : [("Demo:Enabled", enabled)], environment);
        using var visitor = own.OpenSession();

        using var answer = await visitor.TrySignInAsync("alice", own.DemoPassword("alice"));

        Assert.Equal(exist, own.Services.GetRequiredService<DemoPeople>().Listed.Count > 0);
        Assert.Equal(exist, visitor.Token is not null);
    }

    [Fact]
    public async Task An_unknown_name_costs_what_a_wrong_password_costs()
    {
        var hasher = new WatchedHasher();
        var people = new DemoPeople(app.Services.GetRequiredService<IOptions<DemoOptions>>(),
            app.Services.GetRequiredService<IHostEnvironment>(), hasher);

        Assert.Null(await people.FindAsync("alice", "wrong"));
        Assert.Null(await people.FindAsync("nobody", "wrong"));

        // One hash for each, and the same work: the head of the hash names the algorithm and how often it is repeated.
        Assert.Equal([("alice", "wrong"), ("nobody", "wrong")], hasher.Verified.Select(check => (check.Name, check.Password)));
        Assert.NotEqual(hasher.Verified[0].Hash, hasher.Verified[1].Hash);
        Assert.Single(hasher.Verified.Select(check => (check.Hash.Length, Convert.ToHexString(Convert.FromBase64String(check.Hash)[..13])))
            .Distinct());
    }

    [Fact]
    public async Task More_hashings_than_the_bound_wait_their_turn_and_beyond_the_waiting_room_are_asked_to_come_back()
    {
        using var hasher = new HeldHasher();
        var people = new DemoPeople(app.Services.GetRequiredService<IOptions<DemoOptions>>(),
            app.Services.GetRequiredService<IHostEnvironment>(), hasher);
        var options = new AccountsOptions { HashingsAtOnce = 1, HashingsWaiting = 2 };
        var check = new CredentialCheck(people, Options.Create(options), new AttemptLimitsInMemory(TimeProvider.System));

        var checks = Enumerable.Range(0, 12).Select(visitor => Task.Run(
            () => check.CheckAsync("alice", "wrong", $"visitor {visitor}", "192.0.2.1", SignInForms.Cancellation),
            SignInForms.Cancellation)).ToList();

        // One is hashing and two wait, until the hasher goes on: nine are sent away.
        foreach (var _ in Enumerable.Range(0, 9))
        {
            var first = await Task.WhenAny(checks);
            checks.Remove(first);
            Assert.True(await first is CredentialOutcome.TooMany { RetryAfter.TotalSeconds: > 0 and < 60 });
        }
        hasher.GoOn.Set();
        Assert.All(await Task.WhenAll(checks), outcome => Assert.True(outcome is CredentialOutcome.Wrong));
    }

    [Fact]
    public void Whoever_prints_a_person_prints_no_password()
    {
        foreach (var person in app.Services.GetRequiredService<DemoPeople>().Listed)
        {
            Assert.DoesNotContain(person.Password, person.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(person.Password,
                new DemoOptions.PersonOptions { Name = person.Name, Password = person.Password }.ToString(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("secret", new SignInForm("alice", "secret", null, null, false).ToString(), StringComparison.Ordinal);
    }

    private sealed class WatchedHasher : IPasswordHasher<string>
    {
        private readonly PasswordHasher<string> _hasher = new();

        public List<(string Name, string Hash, string Password)> Verified { get; } = [];

        public string HashPassword(string user, string password) => _hasher.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(string user, string hashedPassword, string providedPassword)
        {
            Verified.Add((user, hashedPassword, providedPassword));
            return _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    // Checks no password before it may.
    private sealed class HeldHasher : IPasswordHasher<string>, IDisposable
    {
        private readonly PasswordHasher<string> _hasher = new();

        public ManualResetEventSlim GoOn { get; } = new();

        public string HashPassword(string user, string password) => _hasher.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(string user, string hashedPassword, string providedPassword)
        {
            GoOn.Wait(SignInForms.Cancellation);
            return _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }

        public void Dispose() => GoOn.Dispose();
    }
}
