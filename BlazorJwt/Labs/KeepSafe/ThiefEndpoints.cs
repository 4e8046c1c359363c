using System.Text.Json;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Hosting;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>The address of the thief's box. It stands on this server, so that the loot stays in the house; a real one stands elsewhere.</summary>
internal static class ThiefEndpoints
{
    public static void MapThief(this IEndpointRouteBuilder routes) => routes.MapPost("/labs/thief/{box}", TakeAsync).ExcludeFromDescription();

    private static async Task<IResult> TakeAsync(string box, HttpRequest request, ThiefBox thief, TokenRequestLimit limit)
    {
        // As at the token endpoint: it costs little, and nobody needs it often.
        if (limit.Take(request.HttpContext.AddressKey()) is { } wait) return Results.Json(new { problem = request.HttpContext.Response.SetTooMany(wait, "deliveries") }, statusCode: StatusCodes.Status429TooManyRequests);
        try
        {
            var loot = await request.ReadFromJsonAsync<Loot[]>(request.HttpContext.RequestAborted);
            return await thief.TakeAsync(box, [.. (loot ?? []).Where(IsWhole)], request.HttpContext.RequestAborted)
                ? Results.NoContent()
                : Results.Json(new { problem = "There is no such box." }, statusCode: StatusCodes.Status404NotFound);
        }
        catch (Exception reason) when (reason is JsonException or InvalidOperationException or BadHttpRequestException)
        {
            return Results.Json(new { problem = "This is no loot that can be read." }, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    // JSON may leave out what the record promises.
    private static bool IsWhole(Loot loot) => loot is { Place: not null, Tokens: not null, Names: not null } && !loot.Tokens.Contains(null!) && loot.Ciphertexts?.Contains(null!) is not true;
}
