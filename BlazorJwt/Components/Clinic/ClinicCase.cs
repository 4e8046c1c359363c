using BlazorJwt.Labs.Clinic;

namespace BlazorJwt.Components.Clinic;

/// <summary>Makes the error happen, and says what came out.</summary>
internal delegate Task<Reproduced> Reproduction(ClinicReproductions server, CancellationToken cancellation);

/// <summary>An error that people meet, with its cause, its fix, and a way to make it happen here.</summary>
/// <param name="Fix">What to write instead: a few lines of code, or of settings.</param>
/// <param name="Source">RFC section or documentation.</param>
public sealed record ClinicCase(string Id, string Title, string Cause, string Fix, string Source, params IReadOnlyList<Sign> Signs)
{
    /// <summary>Makes it happen; null when it can't be had in this process, and <see cref="WhyNot"/> says why.</summary>
    internal Reproduction? Reproduce { get; init; }

    /// <summary>Why it can't be made to happen here, in a sentence.</summary>
    internal string? WhyNot { get; init; }

    internal PageLink? More { get; init; }

    /// <summary>True when a word is in its title or its cause.</summary>
    internal bool Says(string word) => Title.Contains(word, StringComparison.OrdinalIgnoreCase)
        || Cause.Contains(word, StringComparison.OrdinalIgnoreCase);
}

internal sealed record CaseFamily(string Title, params IReadOnlyList<ClinicCase> Cases);

/// <summary>A page of this app.</summary>
/// <param name="Address">Its address, relative to the base of the app.</param>
public sealed record PageLink(string Address, string Words);
