namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>What a page document needs to know of the sign-in behind it. A feature of the request; absent for a visitor without
/// one.</summary>
/// <param name="Id">Tells one sign-in from another; the same for all its tokens. Empty for one that has yet to be renewed.</param>
/// <param name="Left">How long the token lives, when the page is to ask for the next one before; null when it is not.</param>
internal sealed record SignInVisit(string Id, TimeSpan? Left);
