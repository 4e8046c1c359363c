using System.Collections.Frozen;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>
/// The keys of one trusted issuer, kept and asked for again: in good time, and when a token names a key that is not among them, because
/// then the issuer may have changed its keys. A stranger can make up as many key ids as there are tokens; so there is a pause between two
/// questions.
/// </summary>
internal sealed class TrustedIssuerKeys(IssuerDiscovery discovery, TrustedIssuerOptions options, TimeProvider time, IssuerTrouble trouble)
    : IKeySet
{
    /// <summary>How old keys may be before they are asked for again, beside the answer.</summary>
    public static readonly TimeSpan RefreshAfter = TimeSpan.FromHours(1);

    /// <summary>How long they are believed when the issuer can't be asked. A key that it took back is trusted here at most that
    /// long.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromHours(24);

    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private const string Ambiguous =
        "This issuer has two keys with this kid and the same alg: which of them is meant can't be told (RFC 7517, section 4.5).";

    private readonly Lock _gate = new();
    private Task _asking = Task.CompletedTask;
    private Snapshot? _known;
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;
    private int _questions;
    private string? _trouble;
    private IssuerAnswer? _answer;

    public TrustedKeys Status => Volatile.Read(ref _known) is { } known
        ? new(known.Answer.Metadata, known.Answer.KeySet, known.At, _questions, _trouble)
        : new(null, null, null, _questions, _trouble);

    public TokenKey? Find(string keyId) => Usable()?.Keys.GetValueOrDefault(keyId)?[0];

    public TokenKey? FindNamed(string keyId, string algorithm) =>
        Usable()?.Keys.GetValueOrDefault(keyId) is { } named ? Array.Find(named, key => key.Algorithm == algorithm) ?? named[0] : null;

    /// <summary>Sees to it that the key is known, if the issuer has it.</summary>
    /// <returns>Why it is not known, in a sentence; null when it is, or when the issuer answered and has no such key.</returns>
    public async ValueTask<string?> PrepareAsync(string? keyId)
    {
        if (Has(keyId, out var since))
        {
            // The answer need not wait for what is only in good time.
            if (time.GetUtcNow() - since >= RefreshAfter) _ = AskAsync();
            return null;
        }

        await AskAsync();
        return Has(keyId, out _) ? null : _trouble ?? (keyId is not null && Usable()?.Ambiguous.Contains(keyId) is true ? Ambiguous : null);
    }

    /// <summary>Which setting makes this issuer another one than tokens say.</summary>
    /// <param name="named">The <c>iss</c> of a token, which no setting has. No address is made from it: the authority is asked, and only
    /// about a name of its host.</param>
    /// <returns>The end of a sentence; null when the metadata doesn't have that name either.</returns>
    public async ValueTask<string?> SettingToChangeAsync(string named)
    {
        if (named == options.MetadataIssuer) return "one of them has it in its metadata, and another name for its tokens by TokenIssuer";
        if (!Uri.TryCreate(named, UriKind.Absolute, out var address) || address.Host != new Uri(options.Authority).Host) return null;
        await PrepareAsync(null);
        var answer = Volatile.Read(ref _answer);
        return named == answer?.TokenIssuer ? "the metadata of one of them has it as access_token_issuer. Set TokenIssuer to it"
            : named == answer?.SpeaksFor ? "the metadata at the Authority of one of them has it as issuer. Set Issuer to it"
            : null;
    }

    private bool Has(string? keyId, out DateTimeOffset since)
    {
        var known = Usable();
        since = known?.At ?? default;
        return known is not null && (keyId is null || known.Keys.ContainsKey(keyId));
    }

    private Snapshot? Usable() => Volatile.Read(ref _known) is { } known && time.GetUtcNow() - known.At < KeepFor ? known : null;

    // One question at a time: who comes while it is open waits for the same answer.
    private Task AskAsync()
    {
        lock (_gate)
        {
            if (!_asking.IsCompleted || time.GetUtcNow() - _askedAt < Pause) return _asking;
            (_askedAt, _questions) = (time.GetUtcNow(), _questions + 1);
            return _asking = FetchAsync();
        }
    }

    private async Task FetchAsync()
    {
        var answer = await discovery.FindAsync(new(options.Authority), options.MetadataIssuer, CancellationToken.None);
        Volatile.Write(ref _answer, answer);
        var reading = answer.KeySet is { } keySet ? KeyReader.ReadSet(keySet, options.Algorithms) : null;
        var problem = answer.Problem ?? reading?.Problem;
        // A secret in a public key set is no secret: anyone who reads it could sign.
        if (problem is null) Volatile.Write(ref _known, new(
            reading!.Keys.Where(key => !key.IsShared).GroupBy(key => key.KeyId, StringComparer.Ordinal)
                .ToFrozenDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal),
            reading.AmbiguousIds,
            answer,
            time.GetUtcNow()));
        _trouble = problem is null ? null : $"The keys of this issuer could not be fetched. {problem}";
        trouble.Tell(problem, answer.Cause);
    }

    private sealed record Snapshot(
        FrozenDictionary<string, TokenKey[]> Keys, IReadOnlyList<string> Ambiguous, IssuerAnswer Answer, DateTimeOffset At);
}

/// <summary>How things stand with the keys of a trusted issuer.</summary>
/// <param name="Metadata">Where its metadata was found; null while nothing was.</param>
/// <param name="KeySet">Its key set, public members only; null while there is none.</param>
/// <param name="Trouble">What went wrong the last time, in a sentence; null when nothing did.</param>
public sealed record TrustedKeys(Uri? Metadata, string? KeySet, DateTimeOffset? FetchedAt, int Questions, string? Trouble);
