namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>Tells the operator why the keys of a trusted issuer can't be had, with the cause that no caller is told; and when they can
/// again. Until then each trouble is told once an hour, however many tokens come, and no more of them than
/// <see cref="MostKinds"/>.</summary>
/// <param name="log">Null to tell nobody: a visitor could fill the log with what labs trust.</param>
internal sealed partial class IssuerTrouble(ILogger? log, string issuer, TimeProvider time)
{
    private const int MostKinds = 20;
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    private readonly Dictionary<string, DateTimeOffset> _told = new(StringComparer.Ordinal);
    private bool _isOpen;

    // Asked one answer at a time.
    public void Tell(string? problem, string cause)
    {
        if (log is null) return;
        if (problem is null)
        {
            if (_isOpen) Over(log, issuer);
            _isOpen = false;
            // The next trouble is a new one, though it may be of the same kind.
            _told.Clear();
            return;
        }

        var now = time.GetUtcNow();
        foreach (var (kind, at) in _told.ToArray())
        {
            if (now - at >= Again) _told.Remove(kind);
        }

        if (_told.Count >= MostKinds || !_told.TryAdd(problem, now)) return;
        _isOpen = true;
        Begun(log, issuer, problem, cause.Length > 0 ? cause : "the answer itself");
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The keys of the trusted issuer {Issuer} could not be fetched. {Problem} Cause: {Cause}")]
    private static partial void Begun(ILogger log, string issuer, string problem, string cause);

    [LoggerMessage(Level = LogLevel.Information, Message = "The keys of the trusted issuer {Issuer} could be fetched again.")]
    private static partial void Over(ILogger log, string issuer);
}
