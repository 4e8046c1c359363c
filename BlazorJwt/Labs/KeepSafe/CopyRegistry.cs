using BlazorJwt.AuthorizationServer;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>A copy that was put somewhere and found there afterwards.</summary>
internal sealed record PlacedCopy(string Place, string JwtId, DateTimeOffset ExpiresAt);

/// <summary>The copies of one visitor's browser.</summary>
/// <param name="Copies">One for each place.</param>
/// <param name="Awaited">The experiment that looks for them next; null for none.</param>
internal sealed record PlacedCopies(IReadOnlyList<PlacedCopy> Copies, string? Awaited);

/// <summary>
/// Which copies each visitor's browser was given, and what is to be looked for after a reload, in another tab, in a browser that was opened
/// again, or after signing out. It knows ids and no token.
/// </summary>
internal sealed class CopyRegistry(TimeProvider time) : PerVisitor<PlacedCopies>(500, IdChange.SignIn, IdChange.SignOut)
{
    private static readonly PlacedCopies None = new([], null);

    public void Note(string session, IReadOnlyList<PlacedCopy> copies) => Replace(session, [.. copies.Select(copy => copy.Place)], copies);

    public void Forget(string session, IReadOnlyCollection<string> places) => Replace(session, places, []);

    /// <summary>The copies that have not expired.</summary>
    public IReadOnlyList<PlacedCopy> Alive(string session) =>
        [.. (Find(session) ?? None).Copies.Where(copy => copy.ExpiresAt > time.GetUtcNow())];

    public string? Awaited(string session) => Find(session)?.Awaited;

    public void Await(string session, string? experiment) => Change(session, before => before with { Awaited = experiment });

    private void Replace(string session, IReadOnlyCollection<string> places, IReadOnlyList<PlacedCopy> copies) =>
        Change(session, before => before with { Copies = [.. before.Copies.Where(copy => !places.Contains(copy.Place)), .. copies] });

    private void Change(string session, Func<PlacedCopies, PlacedCopies> change) => Update(session, before => change(before ?? None));
}
