using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Components.Layout;

/// <summary>
/// Who is looking at the page: handed down to every component as a cascading value. What is secret of it goes no other way: Blazor sends a
/// parameter of type string to the browser, whether the child component shows it or not.
/// </summary>
/// <param name="Token">The token of a visitor who is signed in; null for one who is not.</param>
/// <param name="VisitorId">The random id of the visitor's browser, for what is kept on the server for this visitor alone.</param>
/// <param name="Ended">Why the signed-in state ended while the page was open, in a sentence; null when it did not.</param>
internal sealed record CurrentVisitor(ValidatedToken? Token, string? VisitorId, string? Ended)
{
    public static CurrentVisitor Nobody { get; } = new(null, null, null);

    public string? Name => Token is null ? null : Token.TryGetPayloadValue<string>("name", out var name) ? name : Token.Subject;

    public string Roles =>
        Token is null ? "" : string.Join(", ", Token.Claims.Where(claim => claim.Type == "role").Select(claim => claim.Value));

    public override string ToString() => Token is null ? "signed out" : "signed in (redacted)";
}
