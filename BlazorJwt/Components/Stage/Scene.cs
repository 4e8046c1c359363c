namespace BlazorJwt.Components.Stage;

/// <summary>
/// What the stage shows: who plays, where tokens are, and what happened. A lesson makes one from what it knows for real. Nothing in it
/// moves or has a colour before it happened.
/// </summary>
/// <param name="Actors">The visitor's browser, this app's server and the API; one more at most.</param>
/// <param name="Ways">Which of them, or which places, something can go between.</param>
public sealed record Scene(IReadOnlyList<Actor> Actors, IReadOnlyList<Way> Ways)
{
    /// <summary>What happened, oldest first.</summary>
    public IReadOnlyList<StageEvent> Events { get; init; } = [];

    /// <summary>What is not real in it, in a sentence; null when all of it is.</summary>
    public string? Simulated { get; init; }

    /// <summary>Every text in the drawing, for the bound on words.</summary>
    public IEnumerable<string> Texts => Actors.SelectMany(actor => actor.Texts);
}

/// <summary>Somebody who plays.</summary>
/// <param name="Id">Names it in <see cref="Way"/> and <see cref="StageEvent"/>.</param>
public sealed record Actor(string Id, string Name)
{
    /// <summary>The visitor's browser.</summary>
    public const string Browser = "browser";

    /// <summary>This app's server, which holds the circuit.</summary>
    public const string Server = "server";

    /// <summary>The API.</summary>
    public const string Api = "api";

    /// <summary>The server that made the page.</summary>
    public static Actor AppServer => new(Server, "This app’s server");

    /// <summary>The protected resource.</summary>
    public static Actor OrdersApi => new(Api, "Orders API");

    /// <summary>A few words on what it is; null for none.</summary>
    public string? Note { get; init; }

    /// <summary>What came of it, in a few words; null before anything happened.</summary>
    public string? Says { get; init; }

    /// <summary>Whether what came of it is good for the owner of the token; null when it is neither.</summary>
    public bool? Good { get; init; }

    /// <summary>True for one who means harm.</summary>
    public bool IsHostile { get; init; }

    /// <summary>What is inside: places of a browser, and scripts that run in it.</summary>
    public IReadOnlyList<Place> Places { get; init; } = [];

    internal IEnumerable<string> Texts => new[] { Name, Note, Says }.Concat(Places.SelectMany(place => place.Texts)).OfType<string>();
}

/// <summary>A place in a browser, or a script that runs there.</summary>
public sealed record Place(string Id, string Name)
{
    /// <summary>What is in it.</summary>
    public Holding Holds { get; init; }

    /// <summary>Whose token it holds, as on the chip.</summary>
    public string? Owner { get; init; }

    /// <inheritdoc cref="Actor.Says"/>
    public string? Says { get; init; }

    /// <inheritdoc cref="Actor.Good"/>
    public bool? Good { get; init; }

    /// <summary>True for a script: it holds nothing, it runs.</summary>
    public bool IsScript { get; init; }

    /// <inheritdoc cref="Actor.IsHostile"/>
    public bool IsHostile { get; init; }

    /// <summary>True where no script can look.</summary>
    public bool IsLocked { get; init; }

    /// <summary>What is said of what it holds, where there is no token to draw.</summary>
    internal string? HoldsWord => IsScript ? null : Holds switch { Holding.Nothing => "empty", Holding.Unknown => "not known", _ => null };

    internal IEnumerable<string> Texts =>
        new[] { Name, Says, HoldsWord, Holds is Holding.Token ? Owner : null }.OfType<string>();
}

/// <summary>What is in a place, as somebody looked who can: a script, or the server that received a request with the cookie.</summary>
public enum Holding
{
    /// <summary>Nobody has looked yet.</summary>
    NotAsked,

    /// <summary>Somebody looked, and could not see.</summary>
    Unknown,

    /// <summary>No token.</summary>
    Nothing,

    /// <summary>A token.</summary>
    Token,

    /// <summary>A value that stands for a session, and is no token.</summary>
    Session,
}

/// <summary>A way that something can go.</summary>
public sealed record Way(string From, string To);

/// <summary>Something that happened.</summary>
/// <param name="Stops">Where it passed, in order: ids of actors and places.</param>
/// <param name="ExchangeId">The id of the HTTP exchange that it was; null when none was sent, and then nothing moves.</param>
/// <param name="Words">What happened, in a sentence.</param>
public sealed record StageEvent(IReadOnlyList<string> Stops, string? ExchangeId, bool? Good, string Words)
{
    /// <summary>The stop from which the token is with it; the first where none is named.</summary>
    public string? TokenFrom { get; init; }

    /// <summary>True when it belongs to an experiment before this one: it is drawn grey.</summary>
    public bool IsOld { get; init; }
}
