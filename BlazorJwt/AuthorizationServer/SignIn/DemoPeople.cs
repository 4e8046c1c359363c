using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>
/// The people who may sign in. What is checked at sign-in is a salted hash, as it would be with real people; hashing starts with the app
/// and runs beside it, so that the start stays quick.
/// </summary>
internal sealed class DemoPeople
{
    private const string NobodysPassword = "nobody has this password";

    private readonly IPasswordHasher<string> _hasher;
    private readonly Lazy<Task<Hashes>> _hashes;

    public DemoPeople(IOptions<DemoOptions> options, IHostEnvironment environment)
        : this(options, environment, new PasswordHasher<string>())
    {
    }

    /// <summary>For tests, which count what is hashed.</summary>
    internal DemoPeople(IOptions<DemoOptions> options, IHostEnvironment environment, IPasswordHasher<string> hasher)
    {
        _hasher = hasher;
        Listed = options.Value.Enabled ?? environment.IsDevelopment() ? [.. options.Value.People.Select(Read)] : [];
        _hashes = new(() => Task.Run(HashAll));
    }

    /// <summary>Everyone, for the sign-in page. Empty when the demo people are off.</summary>
    public IReadOnlyList<DemoPerson> Listed { get; }

    internal void Prepare() => _ = _hashes.Value;

    /// <summary>The person with this name and password; null for an unknown name and for a wrong password.</summary>
    /// <remarks>An unknown name costs what a wrong password costs: a hash that nobody has the password for is checked.</remarks>
    internal async Task<DemoPerson?> FindAsync(string name, string password)
    {
        var hashes = await _hashes.Value;
        var (person, hash) = hashes.ByName.GetValueOrDefault(name, (null, hashes.Nobodys));
        var verified = _hasher.VerifyHashedPassword(name, hash, password);
        return verified is PasswordVerificationResult.Failed ? null : person;
    }

    private Hashes HashAll() => new(
        Listed.ToFrozenDictionary(
            person => person.Name,
            person => ((DemoPerson?)person, _hasher.HashPassword(person.Name, person.Password)),
            StringComparer.OrdinalIgnoreCase),
        _hasher.HashPassword("", NobodysPassword));

    private static DemoPerson Read(DemoOptions.PersonOptions person) => new(
        person.Name,
        string.IsNullOrWhiteSpace(person.DisplayName) ? person.Name : person.DisplayName,
        person.Password,
        [.. person.Roles],
        [.. person.Scopes],
        person.LockedOut,
        person.Note);

    private sealed record Hashes(FrozenDictionary<string, (DemoPerson? Person, string Hash)> ByName, string Nobodys);
}
