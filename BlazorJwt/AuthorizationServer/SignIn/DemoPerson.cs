using BlazorJwt.Tokens;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>Somebody who may sign in to this demo. The password is for everyone to see, and for nothing else.</summary>
/// <param name="Name">What to sign in with, and the <c>sub</c> of the tokens.</param>
/// <param name="DisplayName">The name to show.</param>
/// <param name="Password">What to sign in with; shown on the sign-in page.</param>
/// <param name="Roles">The <c>role</c> of the tokens.</param>
/// <param name="Scopes">The <c>scope</c> of the tokens.</param>
/// <param name="IsLockedOut">True for somebody who may not sign in, though the password is right.</param>
/// <param name="Note">A sentence about this person.</param>
internal sealed record DemoPerson(
    string Name,
    string DisplayName,
    string Password,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Scopes,
    bool IsLockedOut,
    string Note)
{
    /// <summary>What a token for this person says.</summary>
    /// <param name="clientId">The client that asks for it.</param>
    /// <param name="sessionId">What groups the tokens of one browser.</param>
    public TokenRequest TokenRequest(string clientId, string sessionId) =>
        new() { Subject = Name, ClientId = clientId, Name = DisplayName, Roles = Roles, Scopes = Scopes, SessionId = sessionId };

    /// <summary>Names the person, never the password.</summary>
    public override string ToString() => $"{Name} (redacted)";
}
