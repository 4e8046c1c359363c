using BlazorJwt.AuthorizationServer;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// Makes the tokens that the lessons put where a script can steal them. Each is a real token of its own, so that loot can be told apart,
/// and can do little: it reads the owner's orders for a minute, and no longer than its owner is signed in.
/// </summary>
public sealed class TokenCopies(TokenService tokens, ExperimentTokens experiments)
{
    /// <summary>The claim that says where a copy is kept.</summary>
    public const string PlaceClaim = "place";

    /// <summary>How long a copy lives.</summary>
    public static TimeSpan Lifetime => ExperimentTokens.Lifetime;

    /// <summary>A copy for one place.</summary>
    /// <param name="owner">The token of the visitor who asked for it.</param>
    /// <param name="place">The name of the place.</param>
    public IssuedToken Make(ValidatedToken owner, string place) => experiments.Issue(new()
    {
        Subject = owner.Subject,
        ClientId = "blazorjwt-storage-lesson",
        Scopes = ["orders.read"],
        SessionId = owner.TryGetPayloadValue<string>("sid", out var session) ? session : null,
        Algorithm = owner.Alg,
        FurtherClaims = new Dictionary<string, object> { [PlaceClaim] = place },
    });

    /// <summary>Which copy a text is, by its claims and without a check. Null when it is no copy, or can't be read.</summary>
    public FoundCopy? Identify(string? text) =>
        tokens.Decode(text).Payload is { } payload && payload.Text(PlaceClaim) is { } place && payload.Text("jti") is { } id ? new(place, id) : null;
}
