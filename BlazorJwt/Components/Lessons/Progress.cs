namespace BlazorJwt.Components.Lessons;

/// <summary>How far a visitor has come: lessons and steps done, what was predicted, and where the visitor was.</summary>
internal sealed class Progress
{
    private readonly HashSet<string> _done;
    private readonly Dictionary<string, int> _predicted;
    private readonly Dictionary<string, string> _at;

    public Progress(KeptProgress kept)
    {
        var steps = Lesson.All.SelectMany(lesson => lesson.Steps.Select(lesson.AddressOf)).ToHashSet();
        _done = [.. kept.Done.Where(name => steps.Contains(name) || Lesson.All.Any(lesson => lesson.Slug == name))];
        _predicted = kept.Predicted.Where(answer => steps.Contains(answer.Key)).ToDictionary();
        _at = kept.At.Where(place => steps.Contains($"{place.Key}/{place.Value}")).ToDictionary();
    }

    /// <summary>Raised when something in it is new.</summary>
    public event Action? Changed;

    /// <summary>The same, for the cookie. What nobody knows any more is left out.</summary>
    public KeptProgress Kept =>
        new([.. Lesson.All.SelectMany(lesson => lesson.Steps.Select(lesson.AddressOf).Prepend(lesson.Slug)).Where(_done.Contains)],
            _predicted.ToDictionary(), _at.ToDictionary());

    /// <summary>True when this lesson's experiments were done.</summary>
    public bool IsDone(Lesson lesson) =>
        lesson.Steps.Count == 0 ? _done.Contains(lesson.Slug) : lesson.Steps.All(step => IsDone(lesson, step));

    public bool IsDone(Lesson lesson, LessonStep step) => _done.Contains(lesson.AddressOf(step));

    /// <summary>Notes that the experiment of a lesson on one page was done.</summary>
    public void MarkDone(Lesson lesson)
    {
        if (_done.Add(lesson.Slug)) Changed?.Invoke();
    }

    public void MarkDone(Lesson lesson, LessonStep step)
    {
        if (_done.Add(lesson.AddressOf(step))) Changed?.Invoke();
    }

    /// <summary>The number of the answer that was predicted on this step; null while none was.</summary>
    public int? Predicted(Lesson lesson, LessonStep step) => _predicted.TryGetValue(lesson.AddressOf(step), out var answer) ? answer : null;

    public void Predict(Lesson lesson, LessonStep step, int answer)
    {
        _predicted[lesson.AddressOf(step)] = answer;
        _done.Add(lesson.AddressOf(step));
        Changed?.Invoke();
    }

    /// <summary>The step of this lesson where the visitor was last: at first, its first.</summary>
    public LessonStep At(Lesson lesson) =>
        lesson.Steps.FirstOrDefault(step => step.Slug == _at.GetValueOrDefault(lesson.Slug)) ?? lesson.Steps[0];

    public void Visit(Lesson lesson, LessonStep step)
    {
        if (_at.GetValueOrDefault(lesson.Slug) == step.Slug) return;
        _at[lesson.Slug] = step.Slug;
        Changed?.Invoke();
    }
}

/// <summary>What the cookie keeps of it.</summary>
/// <param name="Done">Slugs of lessons, and addresses of steps.</param>
/// <param name="Predicted">The numbers of the answers, by the address of the step that asked.</param>
/// <param name="At">The slug of the step where the visitor was, by the slug of the lesson.</param>
public sealed record KeptProgress(
    IReadOnlyList<string> Done, IReadOnlyDictionary<string, int> Predicted, IReadOnlyDictionary<string, string> At)
{
    public static KeptProgress None { get; } = new([], new Dictionary<string, int>(), new Dictionary<string, string>());
}
