namespace BlazorJwt.Components.Lessons;

/// <summary>The question that a story begins with. The experiment decides it.</summary>
/// <param name="Answers">Without a word on which is right.</param>
public sealed record StoryQuestion(string Text, params IReadOnlyList<string> Answers)
{
    /// <summary>What is said of the answer once the experiment has run; null when none was given.</summary>
    /// <param name="predicted">The number of the answer.</param>
    /// <param name="was">The number of the answer that came true, as it was seen.</param>
    public string? Judge(int? predicted, int was) =>
        predicted is { } answer && answer < Answers.Count
            ? $"You predicted: {Answers[answer]}. {(answer == was ? "So it was." : "It came out otherwise.")}" : null;
}
