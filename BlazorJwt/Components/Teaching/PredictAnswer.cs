namespace BlazorJwt.Components.Teaching;

/// <summary>One answer to the question a lesson begins with.</summary>
public sealed record PredictAnswer(string Text, bool IsRight, string Reason);
