namespace BlazorJwt.Tokens;

/// <summary>The check that refused a token, and why.</summary>
/// <param name="Kind">The check.</param>
/// <param name="Explanation">Why, in a sentence that never quotes the token.</param>
/// <param name="LibraryCode">The IDX code, when the library refused.</param>
public sealed record TokenRefusal(TokenCheckKind Kind, string Explanation, string? LibraryCode = null);
