using System.ComponentModel.DataAnnotations;

namespace BlazorJwt.AuthorizationServer;

/// <summary>The bounds of signing in, section <c>Accounts</c> of the settings.</summary>
internal sealed class AccountsOptions
{
    public const string Section = "Accounts";

    /// <summary>How often one visitor may try one name within <see cref="Window"/>. The right password sets the count back.</summary>
    [Range(1, 100, ErrorMessage = "Accounts:AttemptsByVisitorAndName must lie between 1 and 100.")]
    public int AttemptsByVisitorAndName { get; set; } = 5;

    /// <summary>
    /// How many attempts in a row may fail for one name within a day: those of one visitor, or of one address where no visitor is known.
    /// The right password sets the count back. NIST SP 800-63B-4 section 3.2.2 allows 100 for an account. Here many people share an
    /// account, so the failures of one visitor lock out no other.
    /// </summary>
    [Range(1, 100, ErrorMessage = "Accounts:FailuresInARow must lie between 1 and 100.")]
    public int FailuresInARow { get; set; } = 100;

    /// <summary>How often all visitors behind one address may try within <see cref="Window"/>. Sixty people with ten attempts each
    /// fit.</summary>
    [Range(1, 100_000, ErrorMessage = "Accounts:AttemptsByAddress must lie between 1 and 100000.")]
    public int AttemptsByAddress { get; set; } = 600;

    /// <summary>How often all visitors behind one address may refresh, revoke and introspect within <see cref="Window"/>. Sixty people
    /// whose tokens live 30 seconds fit several times.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Accounts:TokenRequestsByAddress must lie between 1 and 1000000.")]
    public int TokenRequestsByAddress { get; set; } = 6000;

    /// <summary>How long attempts are counted.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00", ErrorMessage = "Accounts:Window must lie between 00:00:10 and 1.00:00:00.")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many passwords are hashed at the same time. One takes a core for about a tenth of a second, so leave a core to the
    /// pages.</summary>
    [Range(1, 64, ErrorMessage = "Accounts:HashingsAtOnce must lie between 1 and 64.")]
    public int HashingsAtOnce { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>How many more may wait for their turn. Beyond that, the address with most waiting has its last one asked to come back in a
    /// few seconds.</summary>
    [Range(0, 10_000, ErrorMessage = "Accounts:HashingsWaiting must lie between 0 and 10000.")]
    public int HashingsWaiting { get; set; } = 200;
}
