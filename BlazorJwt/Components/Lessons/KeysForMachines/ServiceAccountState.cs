using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Components.Teaching;

namespace BlazorJwt.Components.Lessons.KeysForMachines;

/// <summary>A visitor's service accounts, and the programs that the page plays: those live in the visitor's circuit only.</summary>
public sealed class ServiceAccountState
{
    private readonly ServiceAccountRegistry _registry;
    private readonly string _visitorId;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, MachineProgram> _programs = [];
    private string? _chosen;

    internal ServiceAccountState(ServiceAccountRegistry registry, string visitorId, TimeProvider time) =>
        (_registry, _visitorId, _time) = (registry, visitorId, time);

    internal IReadOnlyList<ServiceAccount> Accounts { get; private set; } = [];

    /// <summary>What was just handed out, this once; null when the visitor has it.</summary>
    internal HandedOut? Given { get; private set; }

    internal string Status { get; private set; } = "";

    /// <summary>True when an account was not registered, and <see cref="Status"/> says why.</summary>
    internal bool IsRefused { get; private set; }

    /// <summary>Says why the accounts can't be read now. What was read before is still here.</summary>
    internal ExperimentRun Run { get; } = new();

    /// <summary>The programs: one for each account, and those whose account was revoked while the page was open.</summary>
    internal IReadOnlyList<MachineProgram> Programs =>
        [.. Accounts.Select(ProgramOf), .. _programs.Values.Where(program => program.IsRevoked)];

    /// <summary>The program that the visitor chose; null while there is none.</summary>
    internal MachineProgram? Program =>
        Programs is [var first, ..] ? Programs.FirstOrDefault(program => program.ClientId == _chosen) ?? first : null;

    /// <summary>How long until the next credential's overlap is over; infinite when none has an end.</summary>
    internal TimeSpan UntilNextEnd =>
        Accounts.SelectMany(account => account.Credentials).Min(credential => credential.EndsAt) - _time.GetUtcNow() is { } left
        ? TimeSpan.FromTicks(Math.Max(left.Ticks, TimeSpan.TicksPerMillisecond))
        : Timeout.InfiniteTimeSpan;

    /// <summary>Registers an account.</summary>
    /// <param name="source">The sign-in that it ends with; null for none.</param>
    internal Task RegisterAsync(string name, IReadOnlyCollection<string> scopes, string? source) => DoAsync(async () =>
    {
        var registration = await _registry.RegisterAsync(_visitorId, name, scopes, source);
        if (registration.Given is { } given) HandOut(given, "Registered. Its secret is shown below, this once.");
        else (IsRefused, Status) = (true, registration.Problem!);
    });

    internal Task RotateSecretAsync(ServiceAccount account) =>
        DoAsync(async () => HandOut(await _registry.RotateSecretAsync(_visitorId, account.ClientId),
        $"The new secret is below. The former one stays valid for {Overlap} minutes, so that no program stops."));

    /// <summary>Makes a key for an account, or replaces it.</summary>
    internal Task RotateKeyAsync(ServiceAccount account) =>
        DoAsync(async () => HandOut(await _registry.RotateKeyAsync(_visitorId, account.ClientId),
        account.Credentials.Any(credential => credential.IsKey)
            ? $"A new key file is ready below. The key before stays good for {Overlap} minutes."
            : "A key file is ready below. The server kept the public half only."));

    /// <summary>Revokes an account. Its program does not know, and goes on trying.</summary>
    internal Task RevokeAsync(ServiceAccount account) => DoAsync(async () =>
    {
        await _registry.RevokeAsync(_visitorId, account.ClientId);
        if (Given?.Account.ClientId == account.ClientId) Given = null;
        if (_programs.TryGetValue(account.ClientId, out var program)) _programs[account.ClientId] = program with { IsRevoked = true };
        Status = $"{account.Name} is revoked: its secrets, its keys and every token issued to it, at once.";
    });

    /// <summary>Hides what was handed out: the visitor has it.</summary>
    internal void Take() => (Given, IsRefused, Status) = (null, false, "Good. From now on it stands nowhere but where you put it.");

    internal void Choose(string? clientId) => _chosen = clientId;

    /// <summary>Keeps a program that was given something, and chooses it.</summary>
    internal void Keep(MachineProgram program) => (_programs[program.ClientId], _chosen) = (program, program.ClientId);

    internal Task ReadAsync() => ReadAsync(() => Task.CompletedTask);

    private static string Overlap => $"{ServiceAccountRegistry.Overlap.TotalMinutes:0}";

    private MachineProgram ProgramOf(ServiceAccount account) =>
        _programs.GetValueOrDefault(account.ClientId) ?? new(account.ClientId, account.Name);

    private void HandOut(HandedOut? given, string said)
    {
        (Given, Status) = (given, given is null ? "This account is gone: it was revoked in another tab." : said);
        if (given is not null) Keep(ProgramOf(given.Account).With(given));
    }

    private Task DoAsync(Func<Task> wish)
    {
        (IsRefused, Status) = (false, "");
        return ReadAsync(wish);
    }

    private Task ReadAsync(Func<Task> first) => Run.ReadAsync(async () =>
    {
        await first();
        Accounts = await _registry.OfAsync(_visitorId);
    });
}
