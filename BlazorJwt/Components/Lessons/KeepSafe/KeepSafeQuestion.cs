namespace BlazorJwt.Components.Lessons.KeepSafe;

/// <summary>The question that the lesson begins with, and what is said of the answer once the experiment has run.</summary>
internal static class KeepSafeQuestion
{
    public const string Text = "A package of your page turns hostile. Which token can its script copy?";

    public static IReadOnlyList<string> Answers { get; } =
        ["A token in localStorage", "A token in an HttpOnly cookie", "Both", "Neither"];

    /// <param name="predicted">The number of the answer; null when none was given.</param>
    /// <param name="fromStorage">Whether the script copied the token in localStorage, as it was seen.</param>
    /// <param name="fromCookie">Whether it copied the one in the cookie.</param>
    public static string? Judge(int? predicted, bool fromStorage, bool fromCookie)
    {
        if (predicted is not { } answer) return null;
        var was = (fromStorage, fromCookie) switch { (true, false) => 0, (false, true) => 1, (true, true) => 2, _ => 3 };
        return $"You predicted: {Answers[answer]}. {(answer == was ? "So it was." : "It came out otherwise.")}";
    }
}
