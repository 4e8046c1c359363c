namespace BlazorJwt.Labs.KeepSafe;

/// <summary>The tokens that the server keeps, one for each session. The browser holds no part of them.</summary>
internal sealed class ServerTokens() : PerVisitor<string>(1000);
