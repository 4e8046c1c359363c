using BlazorJwt.Components.Stage;
using BlazorJwt.Labs.KeepSafe;

namespace BlazorJwt.Components.Lessons.KeepSafe;

/// <summary>The scenes of the lesson. What is not yet known is drawn as not known.</summary>
internal static class KeepSafeScenes
{
    public const string Storage = "storage";
    public const string Cookie = "cookie";
    public const string Plain = "plain";
    public const string Script = "script";
    public const string Thief = "thief";
    public const string Other = "other";

    public const string SimulatedThief = "Simulated: the thief is part of this server. Its request to the API is real HTTP.";

    /// <summary>Nothing but the two places.</summary>
    public static Scene Question(PlacesSeen seen) => new(
        [
            Browser(
                Place(Storage, "localStorage", seen.Storage, seen.Owner), Place(Cookie, "HttpOnly cookie", seen.Cookie, seen.Owner)),
            Actor.AppServer,
            Actor.OrdersApi,
        ],
        []);

    /// <summary>A script that looks into the places, and a thief who waits for it.</summary>
    public static Scene Theft(PlacesSeen seen, StepResult? result)
    {
        var copied = result?.Events.Where(happened => happened.ExchangeId is not null).Select(happened => happened.Stops[0]).ToArray();
        var got = copied is null ? (bool?)null : copied.Length > 0;
        return new(
            [
                Browser(
                    Place(Storage, "localStorage", seen.Storage, seen.Owner),
                    // No lock before the script has run: the answer is not given away.
                    Place(Cookie, "HttpOnly cookie", seen.Cookie, seen.Owner) with { IsLocked = copied?.Contains(Cookie) is false },
                    Place(Plain, "Plain cookie", seen.Plain, seen.Owner),
                    Hostile(got is null ? null : got is true ? $"took {copied!.Length}" : "took nothing", !got)),
                Actor.AppServer,
                Actor.OrdersApi with { Says = Answered(result), Good = Answered(result) is null ? null : Answered(result) is not "200" },
                TheThief(got, copied?.Length is > 1 ? "has your tokens" : "has your token"),
            ],
            [new(Storage, Script), new(Cookie, Script), new(Plain, Script), new(Script, Thief), new(Thief, Actor.Api)])
        { Events = result?.Events ?? [], Simulated = SimulatedThief };
    }

    /// <summary>The same script, which sends a request from inside the page.</summary>
    public static Scene Acting(Holding signIn, string? owner, StepResult? result)
    {
        bool? acted = result is null ? null : result.Events.Any(happened => happened.Good is false);
        return new(
            [
                Browser(
                    Place(Cookie, "Sign-in cookie", signIn, owner) with
                    {
                        IsLocked = acted is not null,
                        Says = acted is true ? "sent along" : null,
                        Good = acted is true ? false : null,
                    },
                    Hostile(acted switch { true => "no token", false => "refused", null => null }, acted is null ? null : true)),
                Actor.AppServer,
                Actor.OrdersApi with { Says = acted switch { true => "201: ordered", false => "no order", null => null }, Good = !acted },
            ],
            [new(Script, Actor.Api), new(Cookie, Actor.Api)])
        { Events = result?.Events ?? [] };
    }

    /// <summary>A page of another site, which posts a form to this one.</summary>
    public static Scene OtherSite(IReadOnlyList<(string Id, string Name, Holding Holds, bool? Sent)> cookies, StepResult? result) => new(
        [
            Browser([.. cookies.Select(cookie => Place(cookie.Id, cookie.Name, cookie.Holds, "session") with
            {
                Says = cookie.Sent switch { true => "sent along", false => "held back", null => null },
                Good = !cookie.Sent,
            })]),
            Actor.AppServer with
            {
                Says = result is null ? null : result.Events.Any(happened => happened.Good is false) ? "would order" : "no order",
                Good = result is null ? null : !result.Events.Any(happened => happened.Good is false),
            },
            Actor.OrdersApi,
            new(Other, "Another site") { IsHostile = true, Note = "simulated" },
        ],
        [new(Other, Actor.Browser), .. cookies.Select(cookie => new Way(cookie.Id, Actor.Server))])
    {
        Events = result?.Events ?? [],
        Simulated = "Simulated: the other site is this server under another name, which to your browser is another site.",
    };

    /// <summary>One cookie of the visitor's choice, and the script.</summary>
    public static Scene Chosen(Holding holds, string? owner, StepResult? result)
    {
        bool? got = result is null ? null : result.Events.Any(happened => happened.Good is false);
        return new(
            [
                Browser(
                    Place(Cookie, "Your cookie", holds, owner),
                    Hostile(got switch { true => "read it", false => "saw nothing", null => null }, !got)),
                Actor.AppServer,
                Actor.OrdersApi with { Says = Answered(result), Good = Answered(result) is null ? null : Answered(result) is not "200" },
                TheThief(got, "has your token"),
            ],
            [new(Cookie, Script), new(Script, Thief), new(Thief, Actor.Api)])
        { Events = result?.Events ?? [], Simulated = SimulatedThief };
    }

    private static Actor Browser(params IReadOnlyList<Place> places) => new(Actor.Browser, "Your browser") { Places = places };

    private static Place Place(string id, string name, Holding holds, string? owner) => new(id, name) { Holds = holds, Owner = owner };

    private static Place Hostile(string? says, bool? good) =>
        new(Script, "hostile.js") { IsScript = true, IsHostile = true, Says = says, Good = good };

    // What the API answered the thief: 200, or that it refused.
    private static string? Answered(StepResult? result) =>
        result?.Events.LastOrDefault(happened => happened.Stops[^1] == Actor.Api)?.Good switch
        {
            false => "200",
            true => "refused",
            null => null,
        };

    private static Actor TheThief(bool? got, string has) => new(Thief, "The thief")
    {
        IsHostile = true,
        Note = "simulated",
        Says = got switch { true => has, false => "has nothing", null => null },
        Good = !got,
    };
}

/// <summary>What was found in the places of the theft, by somebody who can look there.</summary>
internal sealed record PlacesSeen(Holding Storage, Holding Cookie, string? Owner, Holding Plain = Holding.NotAsked)
{
    public static PlacesSeen Nobody { get; } = new(Holding.NotAsked, Holding.NotAsked, null);
}
