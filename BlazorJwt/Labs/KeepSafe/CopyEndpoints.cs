using System.Security.Claims;
using BlazorJwt.Api.Client;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Hosting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Net.Http.Headers;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>What the places need a server for: to set an HttpOnly cookie, to say which copies were sent, and to use one.</summary>
internal static class CopyEndpoints
{
    /// <summary>Says which copies came along, and is recorded.</summary>
    public const string Seen = "seen";

    // With the ticket of CookieHandover.
    private const string Ticket = "X-Copy-Ticket";

    public static void MapCopies(this IEndpointRouteBuilder routes)
    {
        var copies = routes.MapLab("/labs/copies");
        copies.MapPost("", SetCookie);
        copies.MapGet("", (HttpRequest request, CopyCookies cookies) => Results.Json(cookies.In(request)));
        // The same once, for the visitor to see on the wire.
        copies.MapGet(Seen, (HttpRequest request, CopyCookies cookies) => Results.Json(cookies.In(request)))
            .WithMetadata(new RecordedExchange());
        copies.MapGet("orders", OrdersAsync);
        copies.MapGet("sizes", (HttpRequest request) => Results.Json(SizeProbe.In(request)));
        // PUT and DELETE: a form of another site can send neither, and a script of it would need permission (CORS).
        copies.MapPut("chunks", SetChunks);
        copies.MapDelete("chunks", ClearChunks);
    }

    // The header is written as it is: the app's cookie policy would make every cookie Secure, and the visitor may want one that is not.
    private static IResult SetCookie(HttpContext context, CookieHandover handover)
    {
        if (handover.Remove(context.Request.Headers[Ticket].ToString()) is not { } setCookie)
            return Results.Json(new { problem = "This ticket is not valid any more." }, statusCode: StatusCodes.Status410Gone);
        context.Response.Headers.Append(HeaderNames.SetCookie, setCookie);
        return Results.NoContent();
    }

    // The server takes the token from a cookie, or from its own memory, and sends it to the API, which validates it.
    private static async Task<IResult> OrdersAsync(
        HttpContext context, string place, CopyCookies cookies, ServerTokens server, OrdersClient api, ClaimsPrincipal visitor)
    {
        var token = place == PlaceNames.ServerMemory
            ? visitor.SessionId() is { } session ? server.Find(session) : null
            : cookies.TextFor(context.Request, place);
        var answer = await api.SendAsync(ApiCall.Orders, token, null, context.RequestAborted);
        return Results.Json(new { status = answer.Status }, statusCode: answer.Status ?? StatusCodes.Status502BadGateway);
    }

    private static IResult SetChunks(HttpContext context)
    {
        var attributes = new CookieOptions { Path = "/", HttpOnly = true, MaxAge = TimeSpan.FromMinutes(1) };
        new ChunkingCookieManager().AppendResponseCookie(context, SizeProbe.CookieName, new('x', SizeProbe.ChunkedLength), attributes);
        return Results.NoContent();
    }

    private static IResult ClearChunks(HttpContext context)
    {
        new ChunkingCookieManager().DeleteCookie(context, SizeProbe.CookieName, new() { Path = "/", HttpOnly = true });
        return Results.NoContent();
    }
}
