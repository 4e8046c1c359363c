using System.Globalization;
using System.Text.RegularExpressions;
using BlazorJwt.Api;
using BlazorJwt.Api.Client;
using BlazorJwt.Components.Teaching;
using BlazorJwt.HttpLog;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>How far a call is.</summary>
public enum CallStage
{
    Idle,

    Sent,

    /// <summary>It is over, with an answer or without.</summary>
    Over,
}

/// <summary>Draws a call of the API by who sends it, and its outcome by the exchange and the API's verdict in it.</summary>
internal static partial class CallSequence
{
    private const int Browser = 0, App = 1, Api = 2;
    private static readonly string[] Participants = ["Browser", "App", "API"];

    public static SequencePicture Of(RequestSender sender, ApiCall call, CallStage stage, Exchange? exchange)
    {
        var isServer = sender is RequestSender.Server;
        var caller = isServer ? App : Browser;
        var before = stage is CallStage.Idle ? SequenceState.Ahead : SequenceState.Done;
        var request = exchange is { Status: null } ? SequenceState.Refused : stage is CallStage.Sent ? SequenceState.Now : before;
        var holdsToken = sender is RequestSender.Script && exchange?.Request.Header("Authorization") is not null;
        var toScript = new SequenceStep(
            App, Browser, "Tells the script what to send", holdsToken ? "the script holds a token now" : "over the circuit", before);
        var toPage = new SequenceStep(
            App, Browser, "Shows it on this page", "the token stays on the server",
            stage is CallStage.Over ? SequenceState.Done : SequenceState.Ahead);
        var answer = exchange?.Response?.StartLine.Split(' ', 2) is [_, var status] ? status : "No answer came";
        return new(Name(sender), Participants,
        [
            new(Browser, App, "Send", "over the circuit, without a token", before),
            .. isServer ? [] : new[] { toScript },
            new(caller, Api, $"{call.Method} {call.Path}", Carried(sender, exchange), request),
            .. Judged(call, exchange),
            new(Api, caller, exchange is null ? "Answers" : answer, Challenge(exchange), Answered(stage, exchange))
            {
                LabelAhead = "Answers",
            },
            .. isServer ? new[] { toPage } : [],
        ]);
    }

    private static string Name(RequestSender sender) => sender switch
    {
        RequestSender.Server => "Sequence: the app calls the API, with a bearer token",
        RequestSender.Script => "Sequence: a script in the browser calls the API, with a bearer token",
        _ => "Sequence: the browser calls the API, with its cookie",
    };

    private static string? Carried(RequestSender sender, Exchange? exchange) => (sender, exchange) switch
    {
        (RequestSender.Browser, _) => "Cookie, added by the browser itself",
        (_, not { Status: not null }) => null,
        _ => exchange.Request.Header("Authorization") is { } value ? $"Authorization: {value.Split(' ')[0]} …" : "no Authorization header",
    };

    private static SequenceStep[] Judged(ApiCall call, Exchange? exchange)
    {
        var (checks, asks) = ("Checks the token", Asks(call));
        if (exchange is not { Status: not null })
        {
            var state = exchange is null ? SequenceState.Ahead : SequenceState.Skipped;
            return [Alone(checks, null, state), Alone(asks, null, state)];
        }

        var check = exchange.Verdict switch
        {
            { Accepted: true } good => Alone(checks, good.Summary.TrimEnd('.'), SequenceState.Done),
            { Refusal: { } refusal } bad => Alone(checks, Failed(bad, refusal), SequenceState.Refused),
            _ when exchange.Status == StatusCodes.Status400BadRequest =>
                Alone(checks, "header malformed, none looked at", SequenceState.Refused),
            _ => Alone(checks, "no token came to be checked", SequenceState.Skipped),
        };
        var open = exchange.Status < 400 ? Alone(asks, "open to all", SequenceState.Done) : Alone(asks, null, SequenceState.Skipped);
        return [check, exchange.Policy is { } policy ? Asked(policy) : open];

        // The right that decided: the first that is missing, or the last of those that are there.
        SequenceStep Asked(PolicyVerdict policy) => policy.Rights.FirstOrDefault(right => right.Outcome is RightOutcome.Lacking) switch
        {
            null => Alone($"Asks for {policy.Rights[^1].Asked}", policy.Rights[^1].Found, SequenceState.Done),
            // Without an accepted token nobody is there to have a right. Whether that is a refusal of its own depends on whether there was
            // one to refuse.
            _ when policy.Rights.Any(right => right.Outcome is RightOutcome.NobodyToAsk) =>
                Alone(asks, "nobody to ask", exchange.Verdict is null ? SequenceState.Refused : SequenceState.Skipped),
            var lacking => Alone($"Asks for {lacking.Asked}", Said("error_description", exchange) ?? lacking.Found, SequenceState.Refused),
        };
    }

    private static string Failed(TokenVerdict verdict, TokenRefusal refusal) =>
        $"{verdict.Checks.Single(check => check.Kind == refusal.Kind).Name}: failed{(refusal.LibraryCode is { } code ? $", {code}" : "")}";

    private static SequenceStep Alone(string label, string? note, SequenceState state) => new(Api, Api, label, note, state);

    // What the policy asks for, before the API has said it itself.
    private static string Asks(ApiCall call) => (call.Method.Method, call.Path) switch
    {
        ("GET", "/api/orders") => $"Asks for scope {ApiPolicies.ReadOrders}",
        ("POST", "/api/orders") => $"Asks for scope {ApiPolicies.WriteOrders}",
        (_, "/api/sales-total") => $"Asks for role {ApiPolicies.ManagerRole}",
        _ => "Asks for nothing",
    };

    private static SequenceState Answered(CallStage stage, Exchange? exchange) => exchange switch
    {
        null when stage is not CallStage.Over => SequenceState.Ahead,
        not { Status: not null } => SequenceState.Skipped,
        { Status: < 400 } => SequenceState.Done,
        _ => SequenceState.Refused,
    };

    // What a refusal says in its header, and of an answer how long it took.
    private static string? Challenge(Exchange? exchange) =>
        Said("error", exchange) is { } error ? $"error=\"{error}\""
        : exchange?.Response.Header("WWW-Authenticate") is not null ? "WWW-Authenticate: Bearer"
        : exchange?.Took is { } took ? string.Create(CultureInfo.InvariantCulture, $"in {took.TotalMilliseconds:0.#} ms")
        : null;

    private static string? Said(string parameter, Exchange? exchange) =>
        Parameters().Matches(exchange?.Response.Header("WWW-Authenticate") ?? "")
            .FirstOrDefault(match => match.Groups[1].Value == parameter)?.Groups[2].Value;

    [GeneratedRegex("([a-z_]+)=\"([^\"]*)\"")]
    private static partial Regex Parameters();
}
