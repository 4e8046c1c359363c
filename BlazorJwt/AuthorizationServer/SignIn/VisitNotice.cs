using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>Why a visitor who came with a token cookie is signed out on this page. A feature of the request; absent when there is nothing
/// to tell.</summary>
/// <param name="Code">For scripts and tests.</param>
/// <param name="Sentence">For the visitor.</param>
internal sealed record VisitNotice(string Code, string Sentence)
{
    internal static VisitNotice Renewing { get; } = new("renewing",
        "Your token expired while no page was open. This page asks for a new one; if it does not come, sign in again.");

    /// <summary>Nobody can tell at the moment whether the token is good. The cookie stays.</summary>
    internal static VisitNotice Unchecked { get; } = new("unchecked", "Your sign-in can’t be checked at the moment: the store that the " +
        "servers share does not answer. You are not signed out, and this page loads again by itself when it does.");

    internal static VisitNotice For(TokenRefusal? refusal) => refusal?.Kind switch
    {
        TokenCheckKind.Key => new("unknown-key", "This server does not know the key your token was signed with. It may have restarted " +
            "with new keys, or the token is another server’s. Sign in again."),
        TokenCheckKind.Expiry => new("expired", "Your token has expired, so you are signed out. Sign in again."),
        TokenCheckKind.Revocation => new("revoked",
            "Your token was revoked: you signed out or signed in again, or this session was ended. Sign in again."),
        _ => new("refused", "Your browser sent a token that this server refuses, so the cookie was cleared. Sign in again."),
    };
}
