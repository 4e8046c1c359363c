using System.ComponentModel.DataAnnotations;

namespace BlazorJwt.Components.Teaching;

/// <summary>Who says what to whom, in which order, and how far it has come.</summary>
/// <param name="Participants">Who takes part, from left to right: two or more.</param>
public sealed record SequencePicture(string Name, IReadOnlyList<string> Participants, IReadOnlyList<SequenceStep> Steps)
{
    internal bool IsOver => Steps.All(step => step.State is not (SequenceState.Ahead or SequenceState.Now));

    /// <summary>A step in words: who, what, and what came of it.</summary>
    internal string Tell(SequenceStep step)
    {
        var who = step.IsWithin ? Participants[step.From] : $"{Participants[step.From]} to {Participants[step.To]}";
        return $"{who}: {step.Label}{(step.Note is null ? "" : $", {step.Note}")}";
    }
}

/// <summary>One step of a sequence.</summary>
/// <param name="From">Who does it: an index into the participants.</param>
/// <param name="To">With whom; the same index for what somebody does alone.</param>
/// <param name="Label">What is done, in a few words: some thirty letters fit a phone.</param>
/// <param name="Note">What came of it, or what goes with it, as short; null for nothing.</param>
public sealed record SequenceStep(int From, int To, string Label, string? Note, SequenceState State)
{
    /// <summary>The label while the step lies ahead, where the other one tells how it ends; null for the same.</summary>
    internal string? LabelAhead { get; init; }

    /// <summary>The step as it is drawn before it has begun.</summary>
    internal SequenceStep BeforeIt() => this with { Label = LabelAhead ?? Label, Note = null, State = SequenceState.Ahead };

    internal bool IsWithin => From == To;
}

/// <summary>How far a step has come. The words are those of a screen reader.</summary>
public enum SequenceState
{
    [Display(Name = "still ahead")]
    Ahead,

    [Display(Name = "under way")]
    Now,

    [Display(Name = "done")]
    Done,

    /// <summary>It ended with a refusal, or failed.</summary>
    [Display(Name = "refused")]
    Refused,

    /// <summary>It did not take place, and will not.</summary>
    [Display(Name = "did not take place")]
    Skipped,
}
