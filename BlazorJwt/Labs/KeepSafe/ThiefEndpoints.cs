using System.Text.Json;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Hosting;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// The address of the thief's box. It is on this server, so that nothing stolen leaves it; a real thief has a server elsewhere.
/// </summary>
internal static class ThiefEndpoints
{
    public static void MapThief(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/labs/thief/{box}", TakeAsync).ExcludeFromDescription();

    private static async Task<IResult> TakeAsync(string box, HttpRequest request, ThiefBox thief, TokenRequestLimit limit)
    {
        // The limit of the token endpoint: a delivery costs little, and nobody needs many.
        if (await limit.TakeAsync(request.HttpContext.AddressKey()) is { } wait)
            return Problem(request.HttpContext.Response.SetTooMany(wait, "deliveries"), StatusCodes.Status429TooManyRequests);
        try
        {
            var loot = await request.ReadFromJsonAsync<Loot[]>(request.HttpContext.RequestAborted);
            return await thief.TakeAsync(box, [.. (loot ?? []).Where(IsWhole)], request.HttpContext.RequestAborted)
                ? Results.NoContent()
                : Problem("There is no such box.", StatusCodes.Status404NotFound);
        }
        catch (Exception reason) when (reason is JsonException or InvalidOperationException or BadHttpRequestException)
        {
            return Problem("The body must be JSON: a list of what was found.", StatusCodes.Status400BadRequest);
        }
    }

    private static IResult Problem(string sentence, int status) => Results.Json(new { problem = sentence }, statusCode: status);

    // JSON may leave out what the record promises.
    private static bool IsWhole(Loot loot) =>
        loot is { Place: not null, Tokens: not null, Names: not null }
        && !loot.Tokens.Contains(null!) && loot.Ciphertexts?.Contains(null!) is not true;
}
