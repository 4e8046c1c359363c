namespace BlazorJwt.Accounts;

/// <summary>On an endpoint that checks its token itself: the app's own check leaves its requests alone, and nobody is signed in by them.</summary>
internal sealed class ChecksTokenItself;
