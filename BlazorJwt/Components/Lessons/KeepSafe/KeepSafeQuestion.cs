namespace BlazorJwt.Components.Lessons.KeepSafe;

/// <summary>The question that the lesson begins with.</summary>
internal static class KeepSafeQuestion
{
    public static StoryQuestion Question { get; } = new("A package of your page turns hostile. Which token can its script copy?",
        "A token in localStorage", "A token in an HttpOnly cookie", "Both", "Neither");

    /// <inheritdoc cref="StoryQuestion.Judge"/>
    /// <param name="fromStorage">Whether the script copied the token in localStorage, as it was seen.</param>
    /// <param name="fromCookie">Whether it copied the one in the cookie.</param>
    public static string? Judge(int? predicted, bool fromStorage, bool fromCookie) =>
        Question.Judge(predicted, (fromStorage, fromCookie) switch { (true, false) => 0, (false, true) => 1, (true, true) => 2, _ => 3 });
}
