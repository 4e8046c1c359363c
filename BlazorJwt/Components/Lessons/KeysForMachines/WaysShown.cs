using BlazorJwt.Api;

namespace BlazorJwt.Components.Lessons.KeysForMachines;

/// <summary>What the bench of the ways shows: answers, and of what was sent nothing that could be sent again.</summary>
internal sealed record WaysShown(string ClientId, MachineWay Place, ShownRun[] Runs, ShownFinding[] Findings, string Said);

/// <summary>One way, gone once, to look at.</summary>
internal sealed record ShownRun(MachineWay Way, MachineFault Fault, string? Assertion, string? Problem, ApiAnswer? Token, ApiAnswer? Answer, TimeSpan? Lifetime, string? Error, ShownRun? First)
{
    public static ShownRun Of(WayRun run) => new(run.Way, run.Fault, run.Proof.Assertion, run.Proof.Problem, run.Token, run.Answer, run.Lifetime, run.Error, run.First is { } first ? Of(first) : null);

    public WayRun ToLookAt() => new(Way, Fault, ApiCall.Orders, MachineProof.ToLookAt(Assertion, Problem)) { Token = Token, Answer = Answer, Lifetime = Lifetime, Error = Error, First = First?.ToLookAt() };

    public override string ToString() => $"{Way} (redacted)";
}

/// <summary>What was found out about one way, to look at.</summary>
internal sealed record ShownFinding(ShownRun Sent, WayReplay? Logged, WayReplay? Revoked, int? Forged, int Holding, int All)
{
    public static ShownFinding Of(WayFinding finding) => new(ShownRun.Of(finding.Sent), finding.Logged, finding.Revoked, finding.Forged, finding.Secrets.Holding, finding.Secrets.All);

    public WayFinding ToLookAt() => new(Sent.ToLookAt()) { Logged = Logged, Revoked = Revoked, Forged = Forged, Secrets = (Holding, All) };
}
