using BlazorJwt.Labs.Clinic;

namespace BlazorJwt.Components.Clinic;

/// <summary>Makes the error happen, and says what came out.</summary>
/// <param name="server">What it may use of this server.</param>
/// <param name="cancellation">Ends it when the visitor has left.</param>
internal delegate Task<Reproduced> Reproduction(ClinicReproductions server, CancellationToken cancellation);

/// <summary>An error that people meet, with its cause, its fix, and a way to make it happen here.</summary>
/// <param name="Id">Its name in an address.</param>
/// <param name="Title">The error in a few words.</param>
/// <param name="Cause">Why it happens.</param>
/// <param name="Fix">What to write instead: a few lines of code, or of settings.</param>
/// <param name="Source">Where it stands: RFC section or documentation.</param>
/// <param name="Signs">What it is recognised by.</param>
public sealed record ClinicCase(string Id, string Title, string Cause, string Fix, string Source, params IReadOnlyList<Sign> Signs)
{
    /// <summary>Makes it happen; null when it can't be had in this process, and <see cref="WhyNot"/> says why.</summary>
    internal Reproduction? Reproduce { get; init; }

    /// <summary>Why it can't be made to happen here, in a sentence.</summary>
    public string? WhyNot { get; init; }

    /// <summary>The page of this app that has more on it; null for none.</summary>
    public PageLink? More { get; init; }
}

/// <summary>Cases that belong together.</summary>
/// <param name="Title">What they have in common.</param>
/// <param name="Cases">The cases.</param>
public sealed record CaseFamily(string Title, params IReadOnlyList<ClinicCase> Cases);

/// <summary>A page of this app.</summary>
/// <param name="Address">Its address, relative to the base of the app.</param>
/// <param name="Words">What the link says.</param>
public sealed record PageLink(string Address, string Words);
