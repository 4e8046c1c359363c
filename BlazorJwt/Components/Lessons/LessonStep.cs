namespace BlazorJwt.Components.Lessons;

/// <summary>A step of a lesson: one idea on one screen.</summary>
/// <param name="Slug">The last part of its address.</param>
/// <param name="Title">Its name in the rail and on buttons.</param>
/// <param name="Heading">The heading of its screen. It gives no answer away.</param>
/// <param name="Answer">What its experiment shows, for the handout alone; null where the step itself says it.</param>
public sealed record LessonStep(string Slug, string Title, string Heading, string? Answer = null);
