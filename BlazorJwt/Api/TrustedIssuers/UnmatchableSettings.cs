using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>Finds settings of an entry of <c>TrustedIssuers</c> that no metadata and no token can ever meet. Each would refuse everybody,
/// or give a right to nobody, and no refusal would point to it.</summary>
internal static class UnmatchableSettings
{
    /// <inheritdoc cref="TrustedIssuerRules.Problems"/>
    public static IEnumerable<string> Problems(TrustedIssuerOptions options, string name) =>
        Texts(options).Select(text => BlankProblem(text.Value, text.IsPart) is { } problem ? $"{text.Setting} {problem}." : null)
            .Concat([AuthorityProblem(options.Authority), IssuerProblem(options.Issuer), TokenIssuerProblem(options.TokenIssuer)])
            .Concat(ClaimPaths(options))
            .Concat(options.GrantedScopes.Index().Where(scope => scope.Item.Trim().Any(char.IsWhiteSpace))
                .Select(scope => $"GrantedScopes:{scope.Index} has a space in it. Make each scope an entry of its own."))
            .OfType<string>().Select(problem => $"{name}:{problem}");

    /// <summary>Each text that is compared to the letter.</summary>
    private static IEnumerable<(string Setting, string? Value, bool IsPart)> Texts(TrustedIssuerOptions options) =>
    [
        ("Issuer", options.Issuer, false), ("TokenIssuer", options.TokenIssuer, false), ("Audience", options.Audience, false),
        ("ScopePrefix", options.ScopePrefix, false),
        .. Parts("Types", options.Types), .. Parts("GrantedScopes", options.GrantedScopes), .. Parts("Required", options.Required),
        .. options.Values.Select(value => ($"Values:{value.Key}", (string?)value.Value, true)),
    ];

    private static IEnumerable<(string, string?, bool)> Parts(string setting, List<string> list) =>
        list.Index().Select(one => ($"{setting}:{one.Index}", (string?)one.Item, true));

    // Of one text, empty is left out. A blank one is not, and in a list nothing is.
    private static string? BlankProblem(string? text, bool isPart) =>
        text is null or "" ? isPart ? "is empty, and would never be met. Write a value, or take it out" : null
        : string.IsNullOrWhiteSpace(text) ? "is blank. Write a value, or leave it out"
        : text != text.Trim() ? "begins or ends with a blank, and is compared to the letter. Take the blank out"
        : null;

    private static string? AuthorityProblem(string authority) =>
        authority.Contains("/.well-known", StringComparison.OrdinalIgnoreCase)
            ? "Authority is the address of metadata. Leave off /.well-known and all after it: the app looks there by itself."
        : HasPlaceholder(authority) ? Placeholder("Authority") : null;

    private static string? IssuerProblem(string? issuer) =>
        string.IsNullOrWhiteSpace(issuer) || issuer != issuer.Trim() ? null
        : HasPlaceholder(issuer) ? Placeholder("Issuer")
        : Uri.TryCreate(issuer, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? null
        : "Issuer must be an https address, as metadata has it (RFC 8414, section 2). Leave it out where it is the same as Authority.";

    private static string? TokenIssuerProblem(string? issuer) =>
        string.IsNullOrWhiteSpace(issuer) || issuer != issuer.Trim() ? null
        : HasPlaceholder(issuer) ? Placeholder("TokenIssuer")
        : !issuer.Contains(':') || Uri.TryCreate(issuer, UriKind.Absolute, out _) ? null
        : "TokenIssuer has a colon and is no URI, so it can be no iss (RFC 7519, sections 2 and 4.1.1).";

    private static bool HasPlaceholder(string issuer) => issuer.AsSpan().ContainsAny("{}");

    private static string Placeholder(string setting) => $"{setting} has a placeholder in braces. Write the value that tokens have there.";

    private static IEnumerable<string?> ClaimPaths(TrustedIssuerOptions options) =>
    [
        .. new[] { ("ScopeClaim", options.ScopeClaim), ("RoleClaim", options.RoleClaim), ("NameClaim", options.NameClaim) }
            .Select(claim => ClaimPath.Problem(claim.Item2) is { } problem ? $"{claim.Item1} {problem}." : null),
        .. options.Required.Index().Where(claim => IsPath(claim.Item)).Select(claim => TopOnly($"Required:{claim.Index}")),
        .. options.Values.Keys.Where(IsPath).Select(claim => TopOnly($"Values:{claim}")),
    ];

    private static bool IsPath(string claim) => claim.StartsWith('/') || claim.StartsWith("#/", StringComparison.Ordinal);

    private static string TopOnly(string setting) => $"{setting} is a path to a member, and only claims at the top are asked for here.";
}
