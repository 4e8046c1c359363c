using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Labs.CallApi;

/// <summary>
/// The forgeries that every tutorial names, made from the visitor's own token. Pure functions without a key, so nothing they make is valid.
/// A text that is no signed token throws <see cref="FormatException"/>.
/// </summary>
internal static class ForgedTokens
{
    /// <summary>One claim changed, and the old signature: rejected at <see cref="TokenCheckKind.Signature"/>.</summary>
    public static string WithClaim(string token, string claim, JsonNode? value)
    {
        var (header, payload, signature) = Parts(token);
        return $"{header}.{Edit(payload, claim, value)}.{signature}";
    }

    /// <summary>The holder's own role set to manager: rejected at <see cref="TokenCheckKind.Signature"/>.</summary>
    public static string AsManager(string token) => WithClaim(token, "role", "manager");

    /// <summary>An empty signature: rejected at <see cref="TokenCheckKind.Form"/>.</summary>
    public static string WithoutSignature(string token)
    {
        var (header, payload, _) = Parts(token);
        return $"{header}.{payload}.";
    }

    /// <summary>
    /// <c>alg</c> set to <c>none</c>: rejected at <see cref="TokenCheckKind.Algorithm"/>. The old signature stays. RFC 7519 section 6.1
    /// asks for an empty one, which alone would be a reason to reject the token.
    /// </summary>
    public static string WithAlgorithmNone(string token)
    {
        var (header, payload, signature) = Parts(token);
        return $"{Edit(header, "alg", "none")}.{payload}.{signature}";
    }

    /// <summary>A token like the visitor's own, really signed, but expired: rejected at <see cref="TokenCheckKind.Expiry"/>.</summary>
    /// <param name="tokens">Signs it.</param>
    /// <param name="own">The visitor's token: the new one has the same person, roles, scopes and session.</param>
    /// <param name="now">When it has expired, the clock skew included.</param>
    public static IssuedToken Expired(TokenService tokens, ValidatedToken own, DateTimeOffset now)
    {
        var life = own.ValidTo - own.ValidFrom;
        var issuedAt = now - life - tokens.Policy.ClockSkew - TimeSpan.FromMinutes(1);
        return tokens.Issue(TokenRequest.Like(own) with { Lifetime = life, IssuedAt = issuedAt });
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
