using BlazorJwt.AuthorizationServer;

namespace BlazorJwt.Labs;

/// <summary>Keeps one thing for each visitor, under the session made from the visitor's id (<c>sid</c>). It ends with that id.</summary>
/// <param name="kept">The changes of id that keep it, under the new session.</param>
internal abstract class PerVisitor<T>(int most, params IReadOnlyList<IdChange> kept) : BoundedStore<T>(most), IKeptForVisitor
    where T : class
{
    public void ChangeId(string former, string next, IdChange change)
    {
        var session = ClaimsPrincipalExtensions.SessionOf(former);
        if (kept.Contains(change)) Move(session, ClaimsPrincipalExtensions.SessionOf(next));
        if (Remove(session) is { } ended) End(ended);
    }

    /// <summary>Ends what belongs to it elsewhere.</summary>
    protected virtual void End(T ended)
    {
    }
}

internal static class PerVisitorSetup
{
    public static IServiceCollection AddPerVisitor<T>(this IServiceCollection services)
        where T : class, IKeptForVisitor => services.AddSingleton<T>().AddSingleton<IKeptForVisitor>(all => all.GetRequiredService<T>());
}
