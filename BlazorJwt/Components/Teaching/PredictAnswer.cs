namespace BlazorJwt.Components.Teaching;

/// <summary>One answer to the question a lesson begins with.</summary>
/// <param name="Reason">Why, in a sentence or two.</param>
public sealed record PredictAnswer(string Text, bool IsRight, string Reason);
