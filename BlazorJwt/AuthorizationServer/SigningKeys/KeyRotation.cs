namespace BlazorJwt.AuthorizationServer.SigningKeys;

/// <summary>What became of the wish to rotate a key.</summary>
/// <param name="Next">The new key; null when there is none.</param>
/// <param name="Problem">Why there is none, in a sentence; null when there is one.</param>
internal sealed record KeyRotation(KeyStatus? Next, string? Problem)
{
    internal static KeyRotation Refused(string problem) => new(null, problem);
}
