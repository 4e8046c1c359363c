namespace BlazorJwt.Hosting;

/// <summary>What a request gets that found nothing or broke: a page for people, problem details (RFC 9457) for programs.</summary>
internal static class FailureAnswers
{
    /// <summary>Comes first, so that it sees every failure. In Development too: the framework's page of details shows request headers, and a token among them.</summary>
    public static void UseFailureAnswers(this WebApplication app)
    {
        app.UseWhen(IsForPrograms, programs => programs.UseExceptionHandler().UseStatusCodePages());
        app.UseWhen(context => !IsForPrograms(context), people => people
            .UseExceptionHandler("/error", createScopeForErrors: true)
            .UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
    }

    private static bool IsForPrograms(HttpContext context)
    {
        var path = context.Request.Path;
        return path.StartsWithSegments("/api") || path.StartsWithSegments("/token") || path.StartsWithSegments("/.well-known")
            || path.StartsWithSegments("/openapi") || path.StartsWithSegments("/_blazor");
    }
}
