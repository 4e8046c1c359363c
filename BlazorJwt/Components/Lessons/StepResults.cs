using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components.Stage;
using BlazorJwt.Labs;

namespace BlazorJwt.Components.Lessons;

/// <summary>What came of a step's experiment, without a secret.</summary>
/// <param name="At">When it ran.</param>
/// <param name="SignIn">The <c>jti</c> of the visitor's token then; null for a visitor who was signed out.</param>
public sealed record StepResult(
    IReadOnlyList<Outcome> Outcomes, IReadOnlyList<StageEvent> Events, DateTimeOffset At, string? SignIn)
{
    /// <summary>The same, from before: what happened is drawn grey.</summary>
    public StepResult AsOld() => this with { Events = [.. Events.Select(happened => happened with { IsOld = true })] };
}

/// <summary>One thing that came of it.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Good">Whether it is good for the owner of the token; null when it is neither.</param>
/// <param name="Verdict">What happened, in a few words.</param>
/// <param name="Sentence">What that means.</param>
public sealed record Outcome(string Title, bool? Good, string Verdict, string Sentence);

/// <summary>
/// The results of each visitor's steps, by the address of the step, in memory. They outlast a reload and a sign-in, not a restart of the
/// server.
/// </summary>
internal sealed class StepResults() : PerVisitor<IReadOnlyDictionary<string, StepResult>>(500, IdChange.SignIn, IdChange.SignOut)
{
    public StepResult? For(string? session, string step) =>
        session is not null && Find(session) is { } all && all.TryGetValue(step, out var result) ? result : null;

    public void Keep(string session, string step, StepResult result) =>
        Update(session, all => new Dictionary<string, StepResult>(all ?? new Dictionary<string, StepResult>()) { [step] = result });
}
