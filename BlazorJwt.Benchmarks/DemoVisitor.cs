using BlazorJwt.Visitors;

namespace BlazorJwt.Benchmarks;

/// <summary>A browser in which a demo person has signed in.</summary>
internal static class DemoVisitor
{
    /// <summary>Signs in by the form of the page. The name and the password are those of appsettings.json.</summary>
    public static async Task<VisitorSession> SignInAsync(Uri app)
    {
        var visitor = new VisitorSession(app);
        await visitor.SignInAsync("alice", "correct horse");
        return visitor;
    }
}
