using System.Text.Json;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tokens.Warnings;

/// <summary>What the rules look at: the token as the decoder read it, the key chosen for it, and the time.</summary>
internal sealed record TokenFacts(DecodedToken Token, TokenKey? Key, DateTimeOffset Now)
{
    // A name comes from the token and may be of any length.
    private const int LongestName = 60;

    /// <summary>True when the payload was read to its end: only then can a claim be missed.</summary>
    public bool HasWholePayload => Token.Payload is not null;

    public bool HasWholeHeader => Token.Header is not null;

    public JsonElement? Header(string name) => Token.ReadableHeader.Member(name);

    public string? HeaderText(string name) => Token.ReadableHeader.Text(name);

    public JsonElement? Claim(string name) => Token.ReadablePayload.Member(name);

    public IEnumerable<JsonProperty> Claims => Token.ReadablePayload is { } payload ? payload.EnumerateObject() : [];

    /// <summary>A claim that is a NumericDate (RFC 7519 section 2) before the year 10000; null for anything else.</summary>
    public DateTimeOffset? Moment(string name) => Claim(name) is { } claim ? NumericDates.Moment(claim) : null;

    /// <summary>A name as it can stand in a sentence: cut when it is long.</summary>
    public static string Shown(string name) => name.Length == 0 ? "a member without a name" : name.Cut(LongestName);
}
