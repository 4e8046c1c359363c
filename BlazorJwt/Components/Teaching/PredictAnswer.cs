namespace BlazorJwt.Components.Teaching;

/// <summary>One answer to the question a lesson begins with.</summary>
/// <param name="Text">What it says.</param>
/// <param name="IsRight">Whether it is right.</param>
/// <param name="Reason">Why, in a sentence or two.</param>
public sealed record PredictAnswer(string Text, bool IsRight, string Reason);
