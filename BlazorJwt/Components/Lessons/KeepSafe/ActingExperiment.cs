using System.Text.Json;
using BlazorJwt.Api.Client;
using BlazorJwt.Api.Orders;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Components.Stage;
using BlazorJwt.HttpLog;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tokens.Validation;
using static BlazorJwt.Components.Lessons.KeepSafe.KeepSafeScenes;

namespace BlazorJwt.Components.Lessons.KeepSafe;

/// <summary>A script in the page places an order. It has no token: the browser adds the visitor's own sign-in cookie.</summary>
internal sealed class ActingExperiment(
    HostileScript hostile, AnnouncedExchanges announced, OrdersClient api, StepRun run)
{
    // The record is made when the answer has gone out, so it may come a moment after it.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2);

    private string _visitorId = "";
    private ValidatedToken _owner = null!;

    public StepRun Run => run;

    /// <summary>The visitor's orders, as the API gives them, newest first; empty before they were read.</summary>
    public IReadOnlyList<Order> Orders { get; private set; } = [];

    public void Begin(string visitorId, ValidatedToken owner, string step)
    {
        (_visitorId, _owner) = (visitorId, owner);
        run.Begin(visitorId, step);
    }

    public async Task OrderAsync(CancellationToken cancellation)
    {
        var id = announced.AnnounceFor(_visitorId);
        try
        {
            await hostile.OrderAsync(id);
            if (await announced.RecordOf(id, Late, cancellation) is not { } seen)
            {
                run.Fail("The script sent its order, and this server did not see it: something else answered in its place.");
                return;
            }

            await ReadOrdersAsync(cancellation);
            run.Keep([Placed(seen), Needed(seen)], [.. Happened(seen)], _owner.Id);
        }
        finally
        {
            announced.Collect(id);
        }
    }

    // As the visitor's own page would: with the visitor's token, from this server.
    private async Task ReadOrdersAsync(CancellationToken cancellation)
    {
        var answer = await api.SendAsync(ApiCall.Orders, _owner.EncodedToken, _visitorId, cancellation);
        Orders = answer is { Succeeded: true, Body: { } body }
            ? JsonSerializer.Deserialize<Order[]>(body, JsonSerializerOptions.Web) ?? []
            : [];
    }

    private Outcome Placed(Exchange seen) => seen.Status is 201
        ? new("The order", false, "201: placed in your name", Orders is [var newest, ..]
            ? $"Order no. {newest.Number}, {newest.Name}: you did not order it, the script did."
            : "You did not order it, the script did.")
        : new("The order", true, $"Refused: {seen.Status}", HasCookie(seen) ? "The API refused it." : "No sign-in cookie came along.");

    private static Outcome Needed(Exchange seen) => HasCookie(seen) && !Has(seen, "Authorization")
        ? new("Your token", false, "Not needed", "The script sent none. The browser added your cookie: HttpOnly did not stop this.")
        : new("Your token", null, "Not sent", "Neither the script nor the browser sent it.");

    private static IEnumerable<StageEvent> Happened(Exchange seen)
    {
        var isRefused = seen.Status is not 201;
        yield return new([Script, Actor.Api], seen.Id, isRefused, $"The script sent an order: {seen.Status}.") { TokenFrom = Actor.Api };
        if (HasCookie(seen)) yield return new([Cookie, Actor.Api], seen.Id, isRefused, "The browser added your cookie.");
    }

    private static bool HasCookie(Exchange seen) =>
        seen.Request.Headers.Any(header => header.Name is "Cookie" && header.Value.Contains(TokenCookie.Name, StringComparison.Ordinal));

    private static bool Has(Exchange seen, string name) => seen.Request.Headers.Any(header => header.Name == name);
}
