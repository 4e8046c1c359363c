using System.Security.Claims;
using BlazorJwt.Api.Client;
using BlazorJwt.AuthorizationServer;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Net.Http.Headers;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>What the places need a server for: setting a cookie that no script may touch, saying which copies came along, and using one.</summary>
internal static class CopyEndpoints
{
    /// <summary>The header that carries the ticket of <see cref="CookieHandover"/>.</summary>
    public const string Ticket = "X-Copy-Ticket";

    public static void MapCopies(this IEndpointRouteBuilder routes)
    {
        var copies = routes.MapGroup("/labs/copies").ExcludeFromDescription();
        copies.MapPost("", SetCookie);
        copies.MapGet("", Arrived);
        copies.MapGet("orders", OrdersAsync);
        copies.MapGet("sizes", Sizes);
        // PUT and DELETE: a form of another site can send neither, and a script of it would have to be let in first (CORS).
        copies.MapPut("chunks", SetChunks);
        copies.MapDelete("chunks", ClearChunks);
    }

    // Written as it is: the app's own cookie policy would make every cookie Secure, and the visitor may want to see one that is not.
    private static IResult SetCookie(HttpContext context, CookieHandover handover)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (handover.Take(context.Request.Headers[Ticket]) is not { } setCookie) return Results.Json(new { problem = "This ticket is not good any more." }, statusCode: StatusCodes.Status410Gone);
        context.Response.Headers.Append(HeaderNames.SetCookie, setCookie);
        return Results.NoContent();
    }

    private static IResult Arrived(HttpContext context, CopyCookies cookies)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(cookies.In(context.Request));
    }

    // The server takes the token from where it is kept and hands it on: from a cookie, or from its own memory. It is checked by the API.
    private static async Task<IResult> OrdersAsync(HttpContext context, string place, CopyCookies cookies, ServerTokens server, OrdersClient api, ClaimsPrincipal visitor)
    {
        context.Response.Headers.CacheControl = "no-store";
        var token = place == PlaceNames.ServerMemory
            ? visitor.SessionId() is { } session ? server.Find(session) : null
            : cookies.TextFor(context.Request, place);
        var answer = await api.SendAsync(ApiCall.Orders, token, null, context.RequestAborted);
        return Results.Json(new { status = answer.Status }, statusCode: answer.Status ?? StatusCodes.Status502BadGateway);
    }

    // Name and value of each cookie of the size experiment, in bytes.
    private static IResult Sizes(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(context.Request.Cookies.Where(cookie => cookie.Key.StartsWith(SizeProbe.CookieName, StringComparison.Ordinal)).Select(cookie => cookie.Key.Length + cookie.Value.Length));
    }

    private static IResult SetChunks(HttpContext context)
    {
        new ChunkingCookieManager().AppendResponseCookie(context, SizeProbe.CookieName, new('x', SizeProbe.ChunkedLength), new() { Path = "/", HttpOnly = true, MaxAge = TimeSpan.FromMinutes(1) });
        return Results.NoContent();
    }

    private static IResult ClearChunks(HttpContext context)
    {
        new ChunkingCookieManager().DeleteCookie(context, SizeProbe.CookieName, new() { Path = "/", HttpOnly = true });
        return Results.NoContent();
    }
}
