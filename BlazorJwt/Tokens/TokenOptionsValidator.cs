using BlazorJwt.Tokens.Keys;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tokens;

/// <summary>Stops the start when a setting of the token service is missing, weak or impossible. Each message names the setting and the
/// fix.</summary>
internal sealed class TokenOptionsValidator : IValidateOptions<TokenOptions>
{
    public ValidateOptionsResult Validate(string? name, TokenOptions options)
    {
        var keyIds = new HashSet<string>(StringComparer.Ordinal);
        string[] problems =
        [
            .. Rules(options).Where(rule => rule.IsBroken).Select(rule => rule.Problem),
            .. SigningAlgorithms.All.Select(algorithm => KeyProblem(algorithm, options.Keys.For(algorithm), keyIds)).OfType<string>(),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static (bool IsBroken, string Problem)[] Rules(TokenOptions options) =>
    [
        // RFC 8414 section 2: an address without query or fragment.
        (!Uri.TryCreate(options.Issuer, UriKind.Absolute, out var issuer) || issuer.Scheme is not ("http" or "https")
            || options.Issuer.AsSpan().ContainsAny("?#@ "),
            "Tokens:Issuer must be an http or https address without query, fragment or name, for example https://tokens.example. Set it " +
                "to the address visitors use."),
        (string.IsNullOrWhiteSpace(options.Audience),
            "Tokens:Audience is empty. Give the API a name, for example blazorjwt-api."),
        (!SigningAlgorithms.All.Contains(options.Algorithm, StringComparer.Ordinal),
            $"Tokens:Algorithm must be one of {string.Join(", ", SigningAlgorithms.All)}, written just so."),
        (options.ShortestLifetime < TimeSpan.FromSeconds(5),
            "Tokens:ShortestLifetime must be at least 00:00:05. Set it to 00:00:30, for example."),
        (options.LongestLifetime > TimeSpan.FromHours(24) || options.LongestLifetime < options.ShortestLifetime,
            "Tokens:LongestLifetime must lie between Tokens:ShortestLifetime and 1.00:00:00. Anyone who steals a token can use it that " +
                "long, so keep it short."),
        (options.Lifetime < options.ShortestLifetime || options.Lifetime > options.LongestLifetime,
            "Tokens:Lifetime must lie between Tokens:ShortestLifetime and Tokens:LongestLifetime."),
        (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > TimeSpan.FromMinutes(5),
            "Tokens:ClockSkew must lie between 00:00:00 and 00:05:00. Thirty seconds are enough for clocks that are set over the " +
                "network: 00:00:30."),
        (options.MaxTokenBytes is < 1024 or > 64 * 1024,
            "Tokens:MaxTokenBytes must lie between 1024 and 65536. A token has a few hundred bytes: 8192 is enough."),
        (options.RememberedTokens is not 0 and (< 4 or > 100_000),
            "Tokens:RememberedTokens must be 0 (none), or lie between 4 and 100000. 1024 is enough for a thousand clients at a time."),
        (options.KeySetAge < TimeSpan.Zero || options.KeySetAge > TimeSpan.FromDays(1),
            "Tokens:KeySetAge must lie between 00:00:00 and 1.00:00:00. Others may keep the key set that long: 00:01:00, for example."),
        (options.KeyAnnounce <= options.KeySetAge || options.KeyAnnounce > TimeSpan.FromDays(30),
            "Tokens:KeyAnnounce must be longer than Tokens:KeySetAge and at most 30.00:00:00. Anyone who kept the key set must have " +
                "asked again before the new key signs: 1.00:00:00, for example."),
        (options.RotateEvery is { } period
            && (period < options.KeyAnnounce + options.LongestLifetime + options.ClockSkew || period > TimeSpan.FromDays(3650)),
            "Tokens:RotateEvery must be at least Tokens:KeyAnnounce, Tokens:LongestLifetime and Tokens:ClockSkew together, so that one " +
                "rotation ends before the next begins. Set it to 90.00:00:00, for example, or leave it out."),
    ];

    private static string? KeyProblem(string algorithm, string? text, HashSet<string> keyIds)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) || keyIds.Add(ConfiguredKey.Read(algorithm, text).KeyId)
                ? null
                : $"Tokens:Keys:{algorithm} can't be used: it is the key of another algorithm already, and one key has one algorithm " +
                    $"(RFC 8725 section 3.1). {Fix(algorithm)}";
        }
        catch (FormatException reason)
        {
            return $"Tokens:Keys:{algorithm} can't be used: {reason.Message}. {Fix(algorithm)}";
        }
    }

    private static string Fix(string algorithm) => algorithm switch
    {
        SigningAlgorithms.HS256 => "Make one with: openssl rand -base64 32. Or remove the setting: a key is then made at start.",
        SigningAlgorithms.ES256 => "Make one with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256. Or remove the " +
            "setting: a key is then made at start.",
        _ => "Make one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072. Or remove the setting: a key is then made " +
            "when first asked for.",
    };
}
