using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>Finds what is wrong with an entry of <c>TrustedIssuers</c>, and turns a good one into a policy.</summary>
internal static class TrustedIssuerRules
{
    /// <summary>What is wrong, each in a sentence that names the setting and the fix. None for a good entry.</summary>
    /// <param name="name">The setting, as far as the entry: <c>TrustedIssuers:0</c>.</param>
    /// <param name="ours">This app's own issuer, which can't be another one too.</param>
    public static IEnumerable<string> Problems(TrustedIssuerOptions options, string name, string ours)
    {
        if (!IsAddress(options.Authority))
            yield return $"{name}:Authority must be an https address without query, fragment or name, for example " +
                "https://login.example/tenant. http is accepted on this machine only.";
        if (options.Identifier == ours)
            yield return $"{name} names this app's own issuer. Leave it out: the app's own tokens are accepted anyway.";
        if (options.Algorithms.Count == 0)
            yield return $"{name}:Algorithms is empty. List what that issuer signs with, for example [\"RS256\"].";
        foreach (var (index, algorithm) in options.Algorithms.Index())
        {
            if (Problem(algorithm) is { } problem) yield return $"{name}:Algorithms:{index} {problem}";
        }

        if (string.IsNullOrWhiteSpace(options.Audience)
            && !options.Values.Keys.Any(claim => claim is "client_id" or "azp" or "cid" or "appid"))
        {
            yield return $"{name}:Audience is empty. Name this API as that issuer does; or, where its access tokens name no audience, " +
                $"ask for the client: \"Values\": {{ \"client_id\": \"…\" }}.";
        }

        if (options.Types.Count == 0 && options.Required.Count == 0 && options.Values.Count == 0)
        {
            yield return $"{name} can't tell an access token from an ID token. Set Types (such as at+jwt), or ask in Required or Values " +
                "for a claim that only access tokens have.";
        }

        foreach (var problem in UnmatchableSettings.Problems(options, name)) yield return problem;
        if (options.GrantedScopes.Count > 0 && options.Values.Count == 0)
        {
            yield return $"{name}:GrantedScopes would give these scopes to everybody whom that issuer knows. Say in Values whose tokens " +
                $"are meant, for example {{ \"email\": \"…\" }}.";
        }

        if (options.LongestLifetime <= TimeSpan.Zero || options.LongestLifetime > TimeSpan.FromDays(1))
            yield return $"{name}:LongestLifetime must lie between 00:00:01 and 1.00:00:00.";
    }

    private static string? Problem(string algorithm) =>
        AlgorithmFamily.IsShared(algorithm)
            ? $"is {algorithm}, a shared secret: anyone who can check with it can also forge. Name what the issuer signs with, such as " +
                "RS256."
        : SigningAlgorithms.Jose.Contains(algorithm, StringComparer.Ordinal) ? null
        : AlgorithmFamily.BeyondReach(algorithm) is { } known ? $"is {known}: cannot verify this algorithm here. {Known}"
        : Asymmetric.FirstOrDefault(other => other.Equals(algorithm, StringComparison.OrdinalIgnoreCase)) is { } meant
            ? $"must be written {meant}: names of algorithms have a case (RFC 7515, section 4.1.1)."
        : $"is no algorithm that can be verified here: {algorithm.Quoted()}. {Known}";

    private static IEnumerable<string> Asymmetric => SigningAlgorithms.Jose.Where(algorithm => !AlgorithmFamily.IsShared(algorithm));

    private static string Known => $"Known are {string.Join(", ", Asymmetric)}.";

    /// <param name="ours">This app's own policy, for the bounds that are the same for all.</param>
    public static TokenPolicy Policy(TrustedIssuerOptions options, IKeySet keys, TokenPolicy ours) => new()
    {
        Issuer = options.Identifier,
        Audience = string.IsNullOrWhiteSpace(options.Audience) ? null : options.Audience,
        Keys = keys,
        Algorithms = [.. options.Algorithms],
        Types = [.. options.Types],
        RequiredClaims = [.. options.Required.Prepend("iat").Prepend("sub").Distinct(StringComparer.Ordinal)],
        RequiredValues = new Dictionary<string, string>(options.Values, StringComparer.Ordinal),
        NameClaim = options.NameClaim,
        RoleClaim = options.RoleClaim,
        ScopeClaim = options.ScopeClaim,
        ScopePrefix = options.ScopePrefix,
        GrantedScopes = [.. options.GrantedScopes],
        MaxLifetime = options.LongestLifetime,
        ClockSkew = ours.ClockSkew,
        MaxBytes = ours.MaxBytes,
    };

    /// <summary>True for an address that keys may come from: https, or http on this machine.</summary>
    public static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && IsAddress(address)
        && !text.Any(letter => letter is '?' or '#' or '@' || char.IsWhiteSpace(letter));

    public static bool IsAddress(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}
