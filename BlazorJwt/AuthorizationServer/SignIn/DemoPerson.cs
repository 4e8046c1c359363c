using BlazorJwt.Tokens;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>Somebody who may sign in to this demo. The password is for everyone to see, and for nothing else.</summary>
/// <param name="Name">What to sign in with, and the <c>sub</c> of the tokens.</param>
/// <param name="IsLockedOut">True for somebody who may not sign in, though the password is right.</param>
internal sealed record DemoPerson(
    string Name,
    string DisplayName,
    string Password,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Scopes,
    bool IsLockedOut,
    string Note)
{
    public TokenRequest TokenRequest(string clientId, string sessionId) =>
        new() { Subject = Name, ClientId = clientId, Name = DisplayName, Roles = Roles, Scopes = Scopes, SessionId = sessionId };

    public override string ToString() => $"{Name} (redacted)";
}
