using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tests.AuthorizationServer.SignIn;

/// <summary>Many sign-ins of one address hold up that address, and nobody else. It is about who has a turn when, never how long it
/// takes.</summary>
[Trait("needs", "server")]
public sealed class FairTurnsTests(AppFixture app)
{
    private const string Attacker = "192.0.2.1";

    [Fact]
    public async Task Beside_210_wrong_sign_ins_of_one_address_the_first_right_one_of_another_has_its_turn_at_once()
    {
        using var hasher = new HeldHasher();
        var check = Check(hasher);
        var wrong = await SendAsync(check, hasher, 210, number => ($"name {number}", "wrong", null, Attacker));

        var right = check.CheckAsync("alice", app.DemoPassword("alice"), "a visitor", "198.51.100.7", SignInForms.Cancellation);
        hasher.LetGo();

        Assert.IsType<CredentialOutcome.Accepted>(await right);
        Assert.InRange(hasher.Order.IndexOf(app.DemoPassword("alice")), 1, 2);
        // One has its turn and 200 may wait. For the right one another wrong one had to go.
        Assert.Equal((200, 10), Counted(await Task.WhenAll(wrong)));
    }

    [Fact]
    public async Task Behind_one_address_nobody_waits_for_all_attempts_of_another_visitor()
    {
        using var hasher = new HeldHasher();
        var check = Check(hasher);
        var wrong = await SendAsync(check, hasher, 210, number => ($"name {number}", "wrong", null, Attacker));

        var right = check.CheckAsync("alice", app.DemoPassword("alice"), "a visitor", Attacker, SignInForms.Cancellation);
        hasher.LetGo();

        Assert.IsType<CredentialOutcome.Accepted>(await right);
        Assert.InRange(hasher.Order.IndexOf(app.DemoPassword("alice")), 1, 2);
        Assert.Equal((200, 10), Counted(await Task.WhenAll(wrong)));
    }

    [Fact]
    public async Task Sixty_people_behind_one_address_who_sign_in_at_once_all_get_in()
    {
        using var hasher = new HeldHasher();
        var sixty = await SendAsync(Check(hasher), hasher, 60,
            number => ("alice", app.DemoPassword("alice"), $"visitor {number}", Attacker));

        hasher.LetGo();

        Assert.All(await Task.WhenAll(sixty), outcome => Assert.IsType<CredentialOutcome.Accepted>(outcome));
    }

    [Fact]
    public async Task Turns_go_round_by_address_and_of_an_address_by_visitor()
    {
        var turns = new FairTurns(atOnce: 1, mostWaiting: 10);
        var order = new List<string>();
        var first = await turns.TakeAsync("a", "1", SignInForms.Cancellation);
        string[] visitors = ["a1", "a1", "a2", "b3", "a1", "b3"];
        Task[] waiting = [.. visitors.Select(WorkAsync)];

        first!.Dispose();
        await Task.WhenAll(waiting);

        Assert.Equal(["a1", "b3", "a2", "b3", "a1", "a1"], order);

        async Task WorkAsync(string who)
        {
            using var turn = await turns.TakeAsync(who[..1], who[1..], SignInForms.Cancellation);
            order.Add(who);
        }
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_leaves_the_turn_to_the_next()
    {
        var turns = new FairTurns(atOnce: 1, mostWaiting: 10);
        using var gone = new CancellationTokenSource();
        var first = await turns.TakeAsync("a", "1", SignInForms.Cancellation);
        var (impatient, patient) = (turns.TakeAsync("a", "1", gone.Token), turns.TakeAsync("a", "1", SignInForms.Cancellation));

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        first!.Dispose();
        first.Dispose();
        (await patient)!.Dispose();

        using var free = await turns.TakeAsync("b", "2", SignInForms.Cancellation);
        Assert.False(turns.TakeAsync("b", "2", gone.Token).IsCompletedSuccessfully, "Ended twice, a turn counts once.");
    }

    [Fact]
    public async Task When_too_many_wait_the_address_with_most_loses_its_last()
    {
        var turns = new FairTurns(atOnce: 1, mostWaiting: 3);
        using var first = await turns.TakeAsync("a", "1", SignInForms.Cancellation);
        string[] addresses = ["a", "a", "b"];
        var waiting = addresses.Select(address => turns.TakeAsync(address, "1", SignInForms.Cancellation)).ToArray();

        var late = turns.TakeAsync("c", "1", SignInForms.Cancellation);

        Assert.Null(await waiting[1]);
        Assert.All([waiting[0], waiting[2], late], other => Assert.False(other.IsCompleted));
        Assert.Null(await turns.TakeAsync("c", "1", SignInForms.Cancellation));
    }

    private static (int Wrong, int Refused) Counted(CredentialOutcome[] outcomes) =>
        (outcomes.Count(outcome => outcome is CredentialOutcome.Wrong), outcomes.Count(outcome => outcome is CredentialOutcome.TooMany));

    // The first has the one turn there is, and holds it; the rest wait before the next line runs.
    private static async Task<Task<CredentialOutcome>[]> SendAsync(
        CredentialCheck check, HeldHasher hasher, int count, Func<int, (string Name, string Password, string? Visitor, string Address)> who)
    {
        Task<CredentialOutcome> Send(int number)
        {
            var (name, password, visitor, address) = who(number);
            return check.CheckAsync(name, password, visitor, address, SignInForms.Cancellation);
        }

        var first = Task.Run(() => Send(0), SignInForms.Cancellation);
        await hasher.Begun;
        return [first, .. Enumerable.Range(1, count - 1).Select(Send).ToArray()];
    }

    private CredentialCheck Check(HeldHasher hasher)
    {
        var (options, environment) = (app.Services.GetRequiredService<IOptions<DemoOptions>>(),
            app.Services.GetRequiredService<IHostEnvironment>());
        var people = new DemoPeople(options, environment, hasher);
        return new(people, Options.Create(new AccountsOptions { HashingsAtOnce = 1 }), new AttemptLimitsInMemory(TimeProvider.System));
    }

    // Costs nothing, and waits with the first check until it is let go.
    private sealed class HeldHasher : IPasswordHasher<string>, IDisposable
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _open = new();

        public Task Begun => _begun.Task.WaitAsync(SignInForms.Cancellation);

        public List<string> Order { get; } = [];

        public string HashPassword(string user, string password) => password;

        public PasswordVerificationResult VerifyHashedPassword(string user, string hashedPassword, string providedPassword)
        {
            Order.Add(providedPassword);
            _begun.TrySetResult();
            _open.Wait(SignInForms.Cancellation);
            return hashedPassword == providedPassword ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
        }

        public void LetGo() => _open.Set();

        public void Dispose() => _open.Dispose();
    }
}
