using System.Text.RegularExpressions;
using BlazorJwt.Api;
using BlazorJwt.Api.Client;
using BlazorJwt.Components.Teaching;
using BlazorJwt.HttpLog;

namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>Which way a request takes.</summary>
public enum CallLane
{
    /// <summary>This app's server calls the API for the visitor, with the token in the Authorization header.</summary>
    Server,

    /// <summary>A script in the browser calls it, with the token in the Authorization header.</summary>
    BrowserFetch,

    /// <summary>The browser calls it, and adds the cookie with the token by itself.</summary>
    Cookie,
}

/// <summary>How far a call has come.</summary>
public enum CallStage
{
    /// <summary>Nothing was sent yet.</summary>
    Idle,

    /// <summary>The app makes what the request carries.</summary>
    Preparing,

    /// <summary>The request is under way.</summary>
    Sent,

    /// <summary>It is over, with an answer or without.</summary>
    Over,
}

/// <summary>Draws a call of the API: its way by lane, and of what is over the outcome, taken from the exchange and from the API's own verdict in it.</summary>
public static partial class CallSequence
{
    private const int Browser = 0, App = 1, Api = 2;
    private static readonly string[] Participants = ["Browser", "App", "API"];

    /// <summary>Draws it.</summary>
    /// <param name="lane">The way.</param>
    /// <param name="call">What is asked.</param>
    /// <param name="stage">How far it has come.</param>
    /// <param name="exchange">The exchange; null until it is over.</param>
    public static SequencePicture Of(CallLane lane, ApiCall call, CallStage stage, Exchange? exchange)
    {
        var caller = lane is CallLane.Server ? App : Browser;
        SequenceStep[] way =
        [
            new(Browser, App, "Send", "over the circuit, without a token", At(stage, CallStage.Preparing)),
            .. lane is CallLane.Server ? [] : (SequenceStep[])[new(App, Browser, "Tells the script what to send", HasToken(lane, exchange) ? "the script holds a token now" : "over the circuit", At(stage, CallStage.Preparing))],
            new(caller, Api, $"{call.Method} {call.Path}", Carried(lane, exchange), exchange is { Status: null } ? SequenceState.Refused : At(stage, CallStage.Sent)),
            .. Judged(call, stage, exchange),
            new(Api, caller, Answer(exchange), exchange is null ? null : Challenge(exchange), Answered(stage, exchange)) { LabelAhead = "Answers" },
            .. lane is CallLane.Server ? (SequenceStep[])[new(App, Browser, "Shows it on this page", "the token stays on the server", At(stage, CallStage.Over))] : [],
        ];
        return new(Name(lane), Participants, Lit(way));
    }

    private static string Name(CallLane lane) => lane switch
    {
        CallLane.Server => "Sequence: the app calls the API, with a bearer token",
        CallLane.BrowserFetch => "Sequence: a script in the browser calls the API, with a bearer token",
        _ => "Sequence: the browser calls the API, with its cookie",
    };

    // A step is lit in its stage, done after it, and lies ahead before it.
    private static SequenceState At(CallStage stage, CallStage its) =>
        stage is CallStage.Over || stage > its ? SequenceState.Done : stage == its ? SequenceState.Now : SequenceState.Ahead;

    // One step at a time: of several in the same stage the last is the one that takes its time.
    private static SequenceStep[] Lit(SequenceStep[] way)
    {
        var now = Array.FindLastIndex(way, step => step.State is SequenceState.Now);
        return [.. way.Select((step, index) => step.State is SequenceState.Now && index < now ? step with { State = SequenceState.Done } : step)];
    }

    private static bool HasToken(CallLane lane, Exchange? exchange) => lane is CallLane.BrowserFetch && Header(exchange?.Request, "Authorization") is not null;

    private static string? Carried(CallLane lane, Exchange? exchange)
    {
        if (lane is CallLane.Cookie) return "Cookie, added by the browser itself";
        if (exchange is not { Status: not null }) return null;
        return Header(exchange.Request, "Authorization") is { } value
            ? $"Authorization: {value.Split(' ')[0]} …"
            : "no Authorization header";
    }

    private static SequenceStep[] Judged(ApiCall call, CallStage stage, Exchange? exchange)
    {
        var (checks, asks) = ("Checks the token", Asks(call));
        if (exchange is null) return [Alone(checks, null, SequenceState.Ahead), Alone(asks, null, SequenceState.Ahead)];
        if (exchange is { Status: null }) return [Alone(checks, null, SequenceState.Skipped), Alone(asks, null, SequenceState.Skipped)];
        var check = exchange.Verdict switch
        {
            { Accepted: true } good => Alone(checks, good.Summary.TrimEnd('.'), SequenceState.Done),
            { Refusal: { } refusal } bad => Alone(checks, $"{bad.Checks.Single(check => check.Kind == refusal.Kind).Name}: failed{(refusal.LibraryCode is { } code ? $", {code}" : "")}", SequenceState.Refused),
            _ when exchange.Status == StatusCodes.Status400BadRequest => Alone(checks, "header malformed, none looked at", SequenceState.Refused),
            _ => Alone(checks, "no token came to be checked", SequenceState.Skipped),
        };
        return [check, exchange.Policy is { } policy ? Asked(policy) : Alone(asks, exchange.Status < 400 ? "open to all" : null, exchange.Status < 400 ? SequenceState.Done : SequenceState.Skipped)];

        // The right that decided: the first that is missing, or the last of those that are there.
        SequenceStep Asked(PolicyVerdict policy) => policy.Rights.FirstOrDefault(right => right.Outcome is RightOutcome.Lacking) switch
        {
            null => Alone($"Asks for {policy.Rights[^1].Asked}", policy.Rights[^1].Found, SequenceState.Done),
            // Without an accepted token nobody is there to have a right; whether that is a refusal of its own depends on whether there was one to refuse.
            _ when policy.Rights.Any(right => right.Outcome is RightOutcome.NobodyToAsk) => Alone(asks, "nobody to ask", exchange.Verdict is null ? SequenceState.Refused : SequenceState.Skipped),
            var lacking => Alone($"Asks for {lacking.Asked}", Said("error_description", exchange) ?? lacking.Found, SequenceState.Refused),
        };
    }

    private static SequenceStep Alone(string label, string? note, SequenceState state) => new(Api, Api, label, note, state);

    // What the policy asks for, before the API has said it itself.
    private static string Asks(ApiCall call) => (call.Method.Method, call.Path) switch
    {
        ("GET", "/api/orders") => $"Asks for scope {ApiPolicies.ReadOrders}",
        ("POST", "/api/orders") => $"Asks for scope {ApiPolicies.WriteOrders}",
        (_, "/api/sales-total") => $"Asks for role {ApiPolicies.ManagerRole}",
        _ => "Asks for nothing",
    };

    private static string Answer(Exchange? exchange) => exchange switch
    {
        null => "Answers",
        { Response.StartLine: { } line } when line.Split(' ', 2) is [_, var status] => status,
        _ => "No answer came",
    };

    private static SequenceState Answered(CallStage stage, Exchange? exchange) => exchange switch
    {
        null => stage is CallStage.Over ? SequenceState.Skipped : SequenceState.Ahead,
        { Status: null } => SequenceState.Skipped,
        { Status: < 400 } => SequenceState.Done,
        _ => SequenceState.Refused,
    };

    // What a refusal says in its header, and of an answer how long it took.
    private static string? Challenge(Exchange exchange) =>
        Said("error", exchange) is { } error ? $"error=\"{error}\""
        : Header(exchange.Response, "WWW-Authenticate") is not null ? "WWW-Authenticate: Bearer"
        : exchange.Took is { } took ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"in {took.TotalMilliseconds:0.#} ms")
        : null;

    private static string? Said(string parameter, Exchange exchange) =>
        Header(exchange.Response, "WWW-Authenticate") is { } challenge
            ? Parameters().Matches(challenge).FirstOrDefault(match => match.Groups[1].Value == parameter)?.Groups[2].Value
            : null;

    private static string? Header(ExchangeMessage? message, string name) =>
        message?.Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

    [GeneratedRegex("([a-z_]+)=\"([^\"]*)\"")]
    private static partial Regex Parameters();
}
