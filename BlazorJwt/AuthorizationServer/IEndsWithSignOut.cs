namespace BlazorJwt.AuthorizationServer;

/// <summary>Something that is kept for a signed-in visitor and ends when the visitor signs out. Who keeps it registers this.</summary>
internal interface IEndsWithSignOut
{
    /// <summary>Ends it. Called before the answer starts, so that a cookie can still be taken away.</summary>
    void EndFor(HttpContext context);
}
