namespace BlazorJwt.Components.Stage;

/// <summary>A scene in words, for who does not see the drawing.</summary>
internal static class SceneWords
{
    /// <summary>A sentence for each actor and place, and then for each thing that happened.</summary>
    public static IEnumerable<string> Of(Scene scene) =>
    [
        .. scene.Actors.SelectMany(actor => actor.Places.Select(place => Of(actor, place)).Prepend(Of(actor))),
        .. scene.Events.Select(happened => happened.IsOld ? $"From before: {happened.Words}" : happened.Words),
    ];

    private static string Of(Actor actor) =>
        string.Join(", ", new[] { actor.Name, actor.Note, actor.Says }.OfType<string>()) + ".";

    private static string Of(Actor actor, Place place) => place.IsScript
        ? $"{place.Name} runs in: {actor.Name}{Then(place.Says)}."
        : $"{place.Name}, in {actor.Name}{Held(place)}{(place.IsLocked ? ", where no script can look" : "")}{Then(place.Says)}.";

    private static string Held(Place place) => place.Holds switch
    {
        Holding.Token => $": a token of {place.Owner}",
        Holding.Session => ": the value of a session",
        Holding.Nothing => ": no token",
        Holding.Unknown => ": not known",
        _ => "",
    };

    private static string Then(string? says) => says is null ? "" : $", {says}";
}
