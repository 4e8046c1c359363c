using System.IdentityModel.Tokens.Jwt;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens;

/// <summary>Writes access tokens (RFC 9068) and signs them.</summary>
internal sealed class TokenWriter(TokenOptions options, ISigningKeys keys, TimeProvider time)
{
    private readonly JwtSecurityTokenHandler _library = new() { SetDefaultTimesOnTokenCreation = false };

    public IssuedToken Write(TokenRequest request)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(request.Subject);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.ClientId);
        // NumericDate is whole seconds here (RFC 7519 section 2): cut, so that what is reported is what is in the token.
        var issuedAt = DateTimeOffset.FromUnixTimeSeconds((request.IssuedAt ?? time.GetUtcNow()).ToUnixTimeSeconds());
        var expiresAt = issuedAt + Bounded(request.Lifetime ?? options.Lifetime);
        // The ring keeps the key until this token has expired.
        var key = keys.SigningKey(request.Algorithm ?? options.Algorithm, expiresAt);
        var jwtId = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));

        var header = new JwtHeader(new SigningCredentials(key.SecurityKey, key.Algorithm)) { ["typ"] = "at+jwt" };
        var payload = new JwtPayload
        {
            ["iss"] = request.Issuer ?? options.Issuer,
            ["sub"] = request.Subject,
            ["aud"] = request.Audience ?? options.Audience,
            ["exp"] = expiresAt.ToUnixTimeSeconds(),
            ["iat"] = issuedAt.ToUnixTimeSeconds(),
            ["nbf"] = issuedAt.ToUnixTimeSeconds(),
            ["jti"] = jwtId,
            ["client_id"] = request.ClientId,
        };
        if (request.Name is not null) payload["name"] = request.Name;
        if (request.Roles.Count > 0) payload["role"] = request.Roles is [var only] ? only : request.Roles.ToArray();
        if (request.Scopes.Count > 0) payload["scope"] = string.Join(' ', request.Scopes);
        if (request.SessionId is not null) payload["sid"] = request.SessionId;
        foreach (var (name, value) in request.FurtherClaims) payload.TryAdd(name, value);

        var text = _library.WriteToken(new JwtSecurityToken(header, payload));
        return text.Length <= options.MaxTokenBytes
            ? new(text, jwtId, issuedAt, expiresAt, key.Algorithm)
            : throw new ArgumentException(
                $"The claims make a token of {text.Length} bytes; {options.MaxTokenBytes} are accepted.", nameof(request));
    }

    private TimeSpan Bounded(TimeSpan lifetime) =>
        TimeSpan.FromTicks(Math.Clamp(lifetime.Ticks, options.ShortestLifetime.Ticks, options.LongestLifetime.Ticks));
}
