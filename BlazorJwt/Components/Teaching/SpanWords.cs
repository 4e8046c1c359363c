namespace BlazorJwt.Components.Teaching;

/// <summary>A span of time in words, in the unit that a reader would use.</summary>
internal static class SpanWords
{
    public static string Words(this TimeSpan time) => time switch
    {
        { TotalMinutes: 1 } => "1 minute",
        { TotalHours: 1 } => "1 hour",
        { TotalMinutes: < 2 } => $"{time.TotalSeconds:0} seconds",
        { TotalHours: < 2 } => $"{time.TotalMinutes:0.#} minutes",
        _ => $"{time.TotalHours:0.#} hours",
    };
}
