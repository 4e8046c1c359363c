namespace BlazorJwt.Labs;

/// <summary>One visitor's run of a lab that needs another site, which can't tell who the visitor is: it knows the id.</summary>
/// <param name="Id">128 random bits, in an address or a cookie of the lab.</param>
/// <param name="Session">Whose results it fills.</param>
/// <param name="Origin">The origin at which the visitor uses the app.</param>
internal abstract record LabRun(string Id, string Session, string Origin, string OtherOrigin, DateTimeOffset EndsAt)
{
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(15);
}

/// <summary>The runs of one lab. Each ends a quarter of an hour after it began, and their number is bounded.</summary>
internal sealed class LabRuns<T>(TimeProvider time)
    where T : LabRun
{
    private readonly BoundedStore<T> _byId = new(1000);

    public DateTimeOffset NextEnd => time.GetUtcNow() + LabRun.Lifetime;

    public T Add(T run) => _byId.Update(run.Id, _ => run);

    /// <summary>The run with this id; null when there is none, or it is over.</summary>
    public T? Find(string? id) => id is null ? null : Alive(_byId.Find(id));

    public T? Take(string id) => Alive(_byId.Remove(id));

    public T Update(T run, Func<T, T> update) => _byId.Update(run.Id, now => update(now ?? run));

    private T? Alive(T? run) => run?.EndsAt > time.GetUtcNow() ? run : null;
}
