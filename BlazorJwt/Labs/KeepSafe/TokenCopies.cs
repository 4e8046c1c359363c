using BlazorJwt.AuthorizationServer;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// Makes the tokens that the lessons put where a script can steal them. Each is a real token with an id of its own, so that the thief's
/// loot can be told apart. It can do little: it reads the owner's orders, for a minute at most, and no longer than the owner is signed in.
/// </summary>
internal sealed class TokenCopies(TokenService tokens, ExperimentTokens experiments)
{
    // The claim with the name of the place.
    private const string PlaceClaim = "place";

    public static TimeSpan Lifetime => ExperimentTokens.Lifetime;

    /// <summary>A copy for one place.</summary>
    /// <param name="place">One of <see cref="PlaceNames"/>.</param>
    public IssuedToken Make(ValidatedToken owner, string place) => experiments.Issue(new()
    {
        Subject = owner.Subject,
        ClientId = "blazorjwt-storage-lesson",
        Scopes = ["orders.read"],
        SessionId = owner.TryGetPayloadValue<string>("sid", out var session) ? session : null,
        Algorithm = owner.Alg,
        FurtherClaims = new Dictionary<string, object> { [PlaceClaim] = place },
    });

    /// <summary>Which copy a text is, by its claims and without validation; null when it is none.</summary>
    public FoundCopy? Identify(string? text) =>
        tokens.Decode(text).Payload is { } payload && payload.Text(PlaceClaim) is { } place && payload.Text("jti") is { } id
            ? new(place, id)
            : null;
}

/// <summary>A copy that was found somewhere: its place and its <c>jti</c>, never its text.</summary>
internal sealed record FoundCopy(string Place, string JwtId);
