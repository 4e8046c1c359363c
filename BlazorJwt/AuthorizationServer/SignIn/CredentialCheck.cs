using Microsoft.Extensions.Options;

namespace BlazorJwt.AuthorizationServer.SignIn;

internal abstract record CredentialOutcome
{
    public sealed record Accepted(DemoPerson Person) : CredentialOutcome;

    /// <summary>Unknown name or wrong password; nobody is told which.</summary>
    public sealed record Wrong : CredentialOutcome;

    public sealed record LockedOut : CredentialOutcome;

    /// <summary>They were not looked at: too many attempts.</summary>
    public sealed record TooMany(TimeSpan RetryAfter) : CredentialOutcome;

    private CredentialOutcome()
    {
    }
}

/// <summary>
/// The one place where a name and a password are checked, and the bounds on it: attempts by visitor and name, in a short window and in a
/// row, so that nobody guesses long and nobody locks out another visitor; attempts by address, for those who change the visitor; and how
/// many hashings run at once, in turns that are fair to every address and visitor.
/// </summary>
internal sealed class CredentialCheck(DemoPeople people, IOptions<AccountsOptions> options, IAttemptLimits limits)
{
    private static readonly TimeSpan WhenBusy = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FailuresAreKept = TimeSpan.FromDays(1);

    private readonly IAttemptLimit _byVisitorAndName = limits.Of("visitor", options.Value.AttemptsByVisitorAndName, options.Value.Window);
    private readonly IAttemptLimit _inARow = limits.Of("row", options.Value.FailuresInARow, FailuresAreKept);
    private readonly IAttemptLimit _byAddress = limits.Of("address", options.Value.AttemptsByAddress, options.Value.Window);
    private readonly FairTurns _hashings = new(options.Value.HashingsAtOnce, options.Value.HashingsWaiting);

    /// <param name="visitorId">Who tries; null for a client that is no browser. Its failures in a row are counted by name and address, and
    /// the short window is not used: people behind one address must not lock out each other.</param>
    public async Task<CredentialOutcome> CheckAsync(string name, string password, string? visitorId, string address,
        CancellationToken cancellation)
    {
        if (await _byAddress.TakeAsync(address) is { } wait) return new CredentialOutcome.TooMany(wait);
        var visitorAndName = $"{visitorId} {name}";
        if (visitorId is not null && await _byVisitorAndName.TakeAsync(visitorAndName) is { } longer)
            return new CredentialOutcome.TooMany(longer);

        using var turn = await _hashings.TakeAsync(address, visitorId ?? "", cancellation);
        if (turn is null) return new CredentialOutcome.TooMany(WhenBusy);
        // Counted in its turn: anyone who waited and gave up was not looked at, and did not fail.
        var guesser = visitorId is null ? $"address {address} {name}" : $"visitor {visitorAndName}";
        if (await _inARow.TakeAsync(guesser) is { } longest) return new CredentialOutcome.TooMany(longest);
        if (await people.FindAsync(name, password) is not { } person) return new CredentialOutcome.Wrong();

        await _byVisitorAndName.ForgetAsync(visitorAndName);
        await _inARow.ForgetAsync(guesser);
        return person.IsLockedOut ? new CredentialOutcome.LockedOut() : new CredentialOutcome.Accepted(person);
    }
}
