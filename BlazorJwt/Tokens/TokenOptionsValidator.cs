using Microsoft.Extensions.Options;

namespace BlazorJwt.Tokens;

/// <summary>Stops the start when a setting of the token service is missing, weak or impossible. Each message names the setting and the fix.</summary>
internal sealed class TokenOptionsValidator : IValidateOptions<TokenOptions>
{
    public ValidateOptionsResult Validate(string? name, TokenOptions options)
    {
        var problems = Problems(options).ToArray();
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(TokenOptions options)
    {
        if (!Uri.TryCreate(options.Issuer, UriKind.Absolute, out var issuer) || issuer.Scheme is not ("http" or "https"))
        {
            yield return "Tokens:Issuer must be an http or https address, for example https://tokens.example. Set it to the address visitors use.";
        }

        if (string.IsNullOrWhiteSpace(options.Audience))
        {
            yield return "Tokens:Audience is empty. Give the API a name, for example blazorjwt-api.";
        }

        if (!SigningAlgorithms.All.Contains(options.Algorithm, StringComparer.Ordinal))
        {
            yield return $"Tokens:Algorithm must be one of {string.Join(", ", SigningAlgorithms.All)}, written just so.";
        }

        if (options.ShortestLifetime < TimeSpan.FromSeconds(5))
        {
            yield return "Tokens:ShortestLifetime must be at least 00:00:05.";
        }

        if (options.LongestLifetime > TimeSpan.FromHours(24) || options.LongestLifetime < options.ShortestLifetime)
        {
            yield return "Tokens:LongestLifetime must lie between Tokens:ShortestLifetime and 1.00:00:00. Nothing can take an access token back, so keep it short.";
        }

        if (options.Lifetime < options.ShortestLifetime || options.Lifetime > options.LongestLifetime)
        {
            yield return "Tokens:Lifetime must lie between Tokens:ShortestLifetime and Tokens:LongestLifetime.";
        }

        if (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > TimeSpan.FromMinutes(5))
        {
            yield return "Tokens:ClockSkew must lie between 00:00:00 and 00:05:00.";
        }

        if (options.MaxTokenBytes is < 1024 or > 64 * 1024)
        {
            yield return "Tokens:MaxTokenBytes must lie between 1024 and 65536.";
        }

        foreach (var algorithm in SigningAlgorithms.All)
        {
            if (options.Keys.For(algorithm) is { } text && !string.IsNullOrWhiteSpace(text) && KeyProblem(algorithm, text) is { } problem)
            {
                yield return $"Tokens:Keys:{algorithm} can't be used: {problem}. {Fix(algorithm)}";
            }
        }

        if (!string.IsNullOrWhiteSpace(options.Keys.RS256) && string.Equals(options.Keys.RS256, options.Keys.PS256, StringComparison.Ordinal))
        {
            yield return "Tokens:Keys:PS256 is the key of RS256. One key has one algorithm (RFC 8725 section 3.1): make a second key, or remove one.";
        }
    }

    private static string? KeyProblem(string algorithm, string text)
    {
        try
        {
            ConfiguredKey.Read(algorithm, text);
            return null;
        }
        catch (FormatException reason)
        {
            return reason.Message;
        }
    }

    private static string Fix(string algorithm) => algorithm switch
    {
        SigningAlgorithms.HS256 => "Make one with: openssl rand -base64 32. Or remove the setting: a key is then made at start.",
        SigningAlgorithms.ES256 => "Make one with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256. Or remove the setting: a key is then made at start.",
        _ => "Make one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072. Or remove the setting: a key is then made when first asked for.",
    };
}
