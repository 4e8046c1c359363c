using System.Collections.Concurrent;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>
/// The other issuers that the API accepts tokens of, told apart by <c>iss</c>, each with rules and keys of its own. One that is down takes
/// nobody else with it: only a token that names it waits for it, and not for long.
/// </summary>
internal sealed class TrustedIssuerRegistry : ITrustedIssuers, IDisposable
{
    // What labs add for their visitors is bounded; what the settings name is not counted.
    private const int MostForAWhile = 500;

    private readonly ConcurrentDictionary<string, Entry> _byIssuer = new(StringComparer.Ordinal);
    private readonly HttpClient _client;
    private readonly IssuerDiscovery _discovery;
    private readonly TokenPolicy _ours;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    public TrustedIssuerRegistry(IOptions<TrustedIssuerList> configured, IOptions<IssuerOptions> bounds, IOptions<TokenOptions> tokens,
        TimeProvider time, ILogger<TrustedIssuerRegistry> log)
    {
        (_time, _log) = (time, log);
        _client = IssuerConnection.Client(bounds.Value, anywhere: true);
        _discovery = new(_client, TrustedIssuerRules.IsAddress, "the settings (Issuer, or else Authority) name");
        _ours = new()
        {
            Issuer = null,
            Audience = null,
            Keys = new FixedKeySet(),
            ClockSkew = tokens.Value.ClockSkew,
            MaxBytes = tokens.Value.MaxTokenBytes,
        };
        foreach (var options in configured.Value.Entries) _byIssuer[options.Identifier] = Make(options, null);
    }

    public bool IsEmpty => _byIssuer.IsEmpty;

    // What a lab trusts has an address that only one visitor may know.
    public IEnumerable<string> InSettings => _byIssuer.Where(entry => entry.Value.Until is null).Select(entry => entry.Key);

    public async ValueTask<TrustedIssuer?> FindAsync(string issuer, string? keyId)
    {
        if (!_byIssuer.TryGetValue(issuer, out var entry)) return null;
        if (entry.Until <= _time.GetUtcNow())
        {
            Drop(KeyValuePair.Create(issuer, entry));
            return null;
        }

        return new(entry.Policy, await entry.Keys.PrepareAsync(keyId));
    }

    public async ValueTask<string?> SettingToChangeAsync(string issuer) =>
        (await Task.WhenAll(_byIssuer.Values.Where(entry => entry.Until is null)
            .Select(entry => entry.Keys.SettingToChangeAsync(issuer).AsTask()))).FirstOrDefault(setting => setting is not null);

    /// <summary>Trusts one more issuer for a while. For labs, whose issuers are this server itself under an address that only one visitor
    /// has.</summary>
    /// <returns>What is wrong with it, a sentence each; then it is not trusted. Empty when it is.</returns>
    public IReadOnlyList<string> Trust(TrustedIssuerOptions options, DateTimeOffset until)
    {
        string[] problems = [.. TrustedIssuerRules.Problems(options, $"{TrustedIssuerOptions.Section}:0", "")];
        if (problems.Length > 0) return problems;
        if (_byIssuer.TryGetValue(options.Identifier, out var known) && known.Until is null)
            return ["The settings of this server name this issuer already."];
        foreach (var over in _byIssuer.Where(entry => entry.Value.Until <= _time.GetUtcNow())) Drop(over);
        var lent = _byIssuer.Where(entry => entry.Value.Until is not null).ToArray();
        if (lent.Length >= MostForAWhile) Drop(lent.MinBy(entry => entry.Value.Until));
        _byIssuer[options.Identifier] = Make(options, until);
        return [];
    }

    /// <summary>Ends what <see cref="Trust"/> began. What the settings name stays.</summary>
    public void Distrust(string issuer)
    {
        if (_byIssuer.TryGetValue(issuer, out var entry) && entry.Until is not null) Drop(KeyValuePair.Create(issuer, entry));
    }

    /// <summary>How things stand with the keys of an issuer; null when nobody trusts it.</summary>
    public TrustedKeys? KeysOf(string issuer) => _byIssuer.TryGetValue(issuer, out var entry) && !(entry.Until <= _time.GetUtcNow())
        ? entry.Keys.Status : null;

    public void Dispose() => _client.Dispose();

    private void Drop(KeyValuePair<string, Entry> entry) => _byIssuer.TryRemove(entry);

    private Entry Make(TrustedIssuerOptions options, DateTimeOffset? until)
    {
        var trouble = new IssuerTrouble(until is null ? _log : null, options.Identifier, _time);
        var keys = new TrustedIssuerKeys(_discovery, options, _time, trouble);
        return new(keys, TrustedIssuerRules.Policy(options, keys, _ours), until);
    }

    private sealed record Entry(TrustedIssuerKeys Keys, TokenPolicy Policy, DateTimeOffset? Until);
}

internal sealed class TrustedIssuerList
{
    public List<TrustedIssuerOptions> Entries { get; } = [];
}

/// <summary>Stops the start when an entry is missing something or can't be safe.</summary>
internal sealed class TrustedIssuerListValidator(IConfiguration settings) : IValidateOptions<TrustedIssuerList>
{
    public ValidateOptionsResult Validate(string? name, TrustedIssuerList options)
    {
        // Read past the options: whatever else is wrong with those is said once, by their own validator.
        var ours = settings[$"{TokenOptions.Section}:{nameof(TokenOptions.Issuer)}"] ?? new TokenOptions().Issuer;
        List<string> problems = [.. options.Entries.Index()
            .SelectMany(entry => TrustedIssuerRules.Problems(entry.Item, $"{TrustedIssuerOptions.Section}:{entry.Index}", ours))];
        problems.AddRange(options.Entries.GroupBy(entry => entry.Identifier, StringComparer.Ordinal).Where(same => same.Count() > 1)
            .Select(same => $"{TrustedIssuerOptions.Section} names {same.Key} more than once. Which rules hold for its tokens can't be " +
                "told: leave one."));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
