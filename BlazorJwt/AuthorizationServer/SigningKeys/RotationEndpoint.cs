using System.Security.Claims;
using BlazorJwt.Hosting;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.AuthorizationServer.SigningKeys;

/// <summary>Rotates the key of an algorithm. What each key does is no secret: its public half is in the key set.</summary>
internal static partial class RotationEndpoint
{
    /// <summary>The policy for who may rotate. The API has it, with those of its own.</summary>
    public const string Policy = "keys.rotate";

    public static void MapRotation(this IEndpointRouteBuilder app) => app.MapPost("/api/keys/{algorithm}/rotation", Rotate)
        .RequireAuthorization(Policy)
        .WithTags("Keys")
        .WithSummary("Announces a new key, which later takes over. For managers.")
        .Produces<StartedRotation>(StatusCodes.Status202Accepted)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static IResult Rotate(string algorithm, ClaimsPrincipal caller, TokenKeyRing ring, ILogger<TokenKeyRing> log,
        HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        if (!SigningAlgorithms.All.Contains(algorithm, StringComparer.Ordinal))
        {
            return ApiProblem.Result(StatusCodes.Status404NotFound,
                $"This app signs with {string.Join(", ", SigningAlgorithms.All)}, written just so.");
        }

        var rotation = ring.Rotate(algorithm);
        if (rotation.Next is not { } next) return ApiProblem.Result(StatusCodes.Status409Conflict, rotation.Problem!);
        var subject = caller.Token()!.Subject;
        Rotated(log, algorithm, subject);
        return Results.Json(StartedRotation.Of(next), statusCode: StatusCodes.Status202Accepted);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Algorithm} key is being rotated, by order of {Subject}.")]
    private static partial void Rotated(ILogger log, string algorithm, string subject);
}

/// <summary>A rotation that has begun.</summary>
/// <param name="Kid">The id of the new key.</param>
/// <param name="Alg">Its algorithm.</param>
/// <param name="Stage">What it does now: <c>announced</c>, or <c>signing</c> for a shared secret.</param>
/// <param name="SignsFrom">When it takes over, or did.</param>
internal sealed record StartedRotation(string Kid, string Alg, string Stage, DateTimeOffset SignsFrom)
{
    public static StartedRotation Of(KeyStatus next) => next.Stage is KeyStage.Announced
        ? new(next.KeyId, next.Algorithm, "announced", next.Until!.Value)
        : new(next.KeyId, next.Algorithm, "signing", next.Since);
}
