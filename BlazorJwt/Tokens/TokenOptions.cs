using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tokens;

/// <summary>The settings of the token service, section <c>Tokens</c>. Checked once, at start, by
/// <see cref="TokenOptionsValidator"/>.</summary>
internal sealed class TokenOptions
{
    public const string Section = "Tokens";

    /// <summary>Who issues: the <c>iss</c> of every token made here, and the only one accepted (RFC 7519 section 4.1.1).</summary>
    public string Issuer { get; set; } = "http://localhost:5080";

    /// <summary>Who the tokens are for: the <c>aud</c> the API asks for, compared to the letter (RFC 7519 section 4.1.3).</summary>
    public string Audience { get; set; } = "blazorjwt-api";

    /// <summary>The algorithm used when a request names none. One of <see cref="SigningAlgorithms.All"/>.</summary>
    public string Algorithm { get; set; } = SigningAlgorithms.ES256;

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(15);

    public TimeSpan ShortestLifetime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest lifetime a visitor may choose, and the longest that is accepted from <c>iat</c> to <c>exp</c>.</summary>
    public TimeSpan LongestLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How far two clocks may differ. The library's default is five minutes; ours is thirty seconds.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest token that is looked at, in bytes. Longer ones are refused unread.</summary>
    public int MaxTokenBytes { get; set; } = 8 * 1024;

    /// <summary>How many good tokens are remembered at most, so that the same one is not computed again; 0 for none. Each takes some 6
    /// KB.</summary>
    public int RememberedTokens { get; set; } = 1024;

    /// <summary>How long others may keep our key set: the <c>max-age</c> of its <c>Cache-Control</c>.</summary>
    public TimeSpan KeySetAge { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a new key is in the key set before it signs. Longer than <see cref="KeySetAge"/>, and long enough for clients that go
    /// by a clock of their own: Microsoft.IdentityModel's keep a key set for twelve hours.
    /// </summary>
    public TimeSpan KeyAnnounce { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a key signs before the next one is announced by itself; null for never. Keys from the settings are left
    /// alone.</summary>
    public TimeSpan? RotateEvery { get; set; }

    /// <summary>Keys that outlive a restart. What is not configured is made in memory when it is first asked for.</summary>
    public KeyOptions Keys { get; set; } = new();

    /// <summary>Configured keys. Each belongs to one algorithm. Keep them out of the repository: user secrets, environment, a
    /// vault.</summary>
    public sealed class KeyOptions
    {
        /// <summary>PKCS#8 or SEC 1 PEM of a private key on P-256.</summary>
        public string? ES256 { get; set; }

        /// <summary>PEM of a private RSA key of 2048, 3072 or 4096 bits.</summary>
        public string? RS256 { get; set; }

        /// <summary>PEM of a private RSA key of 2048, 3072 or 4096 bits; not the one of RS256.</summary>
        public string? PS256 { get; set; }

        /// <summary>32 random bytes or more, as base64, base64url or hex.</summary>
        public string? HS256 { get; set; }

        public string? For(string algorithm) => algorithm switch
        {
            SigningAlgorithms.ES256 => ES256,
            SigningAlgorithms.RS256 => RS256,
            SigningAlgorithms.PS256 => PS256,
            SigningAlgorithms.HS256 => HS256,
            _ => null,
        };

        public override string ToString() => "configured keys (redacted)";
    }
}
