using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Labs.CallApi;

/// <summary>
/// The forgeries that every tutorial names, made from the visitor's own token. Pure functions: they know no key, so nothing they make can
/// be good. That the API refuses each one is the lesson.
/// </summary>
public static class ForgedTokens
{
    /// <summary>The token with one claim changed and the signature left as it was. It no longer fits: refused at <see cref="TokenCheckKind.Signature"/>.</summary>
    /// <param name="token">A signed token.</param>
    /// <param name="claim">The claim to set.</param>
    /// <param name="value">Its new value.</param>
    /// <exception cref="FormatException">The token can't be read.</exception>
    public static string WithClaim(string token, string claim, JsonNode? value)
    {
        var (header, payload, signature) = Parts(token);
        return $"{header}.{Edit(payload, claim, value)}.{signature}";
    }

    /// <summary>The token, promoted by its holder: the role is set to manager. Refused at <see cref="TokenCheckKind.Signature"/>.</summary>
    /// <exception cref="FormatException">The token can't be read.</exception>
    public static string AsManager(string token) => WithClaim(token, "role", "manager");

    /// <summary>The token without its signature; the dot before it stays. Refused at <see cref="TokenCheckKind.Form"/>.</summary>
    /// <exception cref="FormatException">The token can't be read.</exception>
    public static string WithoutSignature(string token)
    {
        var (header, payload, _) = Parts(token);
        return $"{header}.{payload}.";
    }

    /// <summary>The token with <c>alg</c> set to <c>none</c>, which asks not to be checked. Refused at <see cref="TokenCheckKind.Algorithm"/>.</summary>
    /// <remarks>
    /// The old signature stays on. RFC 7519 section 6.1 would have it empty, and then the empty signature alone were reason enough: what is to be
    /// seen is that <c>none</c> is refused whatever stands behind it.
    /// </remarks>
    /// <exception cref="FormatException">The token can't be read.</exception>
    public static string WithAlgorithmNone(string token)
    {
        var (header, payload, signature) = Parts(token);
        return $"{Edit(header, "alg", "none")}.{payload}.{signature}";
    }

    /// <summary>A token like the visitor's own, really signed, whose time is over. Refused at <see cref="TokenCheckKind.Expiry"/>.</summary>
    /// <param name="tokens">Signs it.</param>
    /// <param name="own">The visitor's token: the same person, roles, scopes and session stand in the new one.</param>
    /// <param name="now">The time by which it has expired, the clock skew included.</param>
    public static IssuedToken Expired(TokenService tokens, ValidatedToken own, DateTimeOffset now)
    {
        var life = own.ValidTo - own.ValidFrom;
        return tokens.Issue(TokenRequest.Like(own) with { Lifetime = life, IssuedAt = now - life - tokens.Policy.ClockSkew - TimeSpan.FromMinutes(1) });
    }

    private static string Edit(string part, string member, JsonNode? value)
    {
        try
        {
            var json = JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();
            json[member] = value;
            return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
        }
        catch (Exception reason) when (reason is FormatException or JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("This part of the token is not a JSON object.");
        }
    }

    private static (string Header, string Payload, string Signature) Parts(string token) =>
        token.Split('.') is [var header, var payload, var signature]
            ? (header, payload, signature)
            : throw new FormatException("A signed token has three parts.");
}
