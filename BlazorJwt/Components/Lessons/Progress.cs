namespace BlazorJwt.Components.Lessons;

/// <summary>The lessons whose experiment this visitor has done.</summary>
internal sealed class Progress(IEnumerable<string> done)
{
    private readonly HashSet<string> _done = [.. done];

    /// <summary>Raised when a lesson was done for the first time.</summary>
    public event Action? Changed;

    /// <summary>The slugs of the lessons done, in the order of the walkthrough.</summary>
    public IEnumerable<string> Done => Lesson.All.Select(lesson => lesson.Slug).Where(_done.Contains);

    /// <summary>True when this lesson's experiment was done.</summary>
    public bool IsDone(Lesson lesson) => _done.Contains(lesson.Slug);

    /// <summary>Notes that a lesson's experiment was done.</summary>
    public void MarkDone(Lesson lesson)
    {
        if (_done.Add(lesson.Slug)) Changed?.Invoke();
    }
}
