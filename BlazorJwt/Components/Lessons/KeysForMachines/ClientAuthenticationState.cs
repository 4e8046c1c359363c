using System.Globalization;
using BlazorJwt.Api.Client;
using BlazorJwt.Components.Teaching;

namespace BlazorJwt.Components.Lessons.KeysForMachines;

/// <summary>What the visitor's programs sent, each way of it, and what was found out about each way.</summary>
internal sealed class ClientAuthenticationState(ClientAuthenticationRunner runner)
{
    private const string NothingSent = "Nothing sent yet.";

    public static readonly ApiCall[] Calls = [ApiCall.Orders, ApiCall.PlaceOrder("tea")];

    private readonly Dictionary<string, Dictionary<ClientAuthenticationMethod, ClientAuthenticationFinding>> _findings = [];
    private MachineProgram _program = default!;
    private bool _sentRevoked;

    public ExperimentRun Run { get; } = new();

    /// <summary>Which of <see cref="Calls"/>. It comes from a browser, and need not be one.</summary>
    public int Call { get; set; }

    /// <summary>Where the secret goes in a request to the token endpoint.</summary>
    public ClientAuthenticationMethod SecretPlace { get; set; } = ClientAuthenticationMethod.SecretBasic;

    /// <summary>What is wrong with what the program sends.</summary>
    public MachineFault Fault { get; set; }

    public string Status { get; private set; } = NothingSent;

    public Dictionary<ClientAuthenticationMethod, ClientAuthenticationRun> Runs { get; private set; } = [];

    /// <summary>True when the account was revoked after these runs: they say nothing of what is accepted now.</summary>
    public bool IsOutdated => _program.IsRevoked && !_sentRevoked;

    public (string Name, ClientAuthenticationMethod Way)[] Ways =>
    [
        ("API key", ClientAuthenticationMethod.ApiKey), ("Client credentials", SecretPlace),
        ("Signed assertion", ClientAuthenticationMethod.Assertion), ("private_key_jwt", ClientAuthenticationMethod.PrivateKeyJwt),
    ];

    public Dictionary<ClientAuthenticationMethod, ClientAuthenticationFinding> Findings =>
        _findings.TryGetValue(_program.ClientId, out var found) ? found : _findings[_program.ClientId] = [];

    /// <summary>Takes the program that is to send. Another one has sent nothing yet.</summary>
    public void Show(MachineProgram program)
    {
        if (_program?.ClientId != program.ClientId) (Runs, Status) = ([], NothingSent);
        _program = program;
    }

    /// <param name="changed">Called after each way.</param>
    public Task SendAsync(string visitorId, Action changed) => Run.RunAsync(async cancellation =>
    {
        var (ways, call) = (Ways, Calls[Math.Clamp(Call, 0, Calls.Length - 1)]);
        (Runs, _sentRevoked) = ([], _program.IsRevoked);
        foreach (var (_, way) in ways)
        {
            Note(Runs[way] = await runner.SendAsync(way, _program, Fault, call, visitorId, cancellation));
            changed();
        }

        var answers = ways.Select(way => $"{way.Name}: {Answered(Runs[way.Way])}");
        Status = $"Sent. {string.Join(", ", answers)}.";
    });

    /// <summary>Sends again what succeeded, as anyone can who reads a log.</summary>
    public Task ReplayAsync(string visitorId) => Run.RunAsync(async cancellation =>
    {
        foreach (var (way, finding) in Findings.ToArray())
        {
            var replay = await runner.ReplayAsync(finding.Sent, visitorId, cancellation);
            Findings[way] = _program.IsRevoked ? finding with { Revoked = replay } : finding with { Logged = replay };
        }

        Status = Findings.Count == 0 ? "Send all four first: then there is something to send again."
            : _program.IsRevoked ? "Sent again after you revoked the account. Each way shows the new answer, and the table compares them."
            : "The same requests were sent again. The table shows which were still accepted.";
    });

    private static string Answered(ClientAuthenticationRun run) =>
        run.Last?.Status?.ToString(CultureInfo.InvariantCulture) ?? "not sent";

    private void Note(ClientAuthenticationRun run)
    {
        var before = Findings.GetValueOrDefault(run.Way);
        if (run is { Fault: MachineFault.None, Succeeded: true })
            Findings[run.Way] = (before ?? new(run)) with { Sent = run, Secrets = run.Secrets(_program.Secret), Logged = null };
        else if (run.Fault is MachineFault.WrongSecret && before is not null)
            Findings[run.Way] = before with { Forged = run.Last?.Status };
    }
}
