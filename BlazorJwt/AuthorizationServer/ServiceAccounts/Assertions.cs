using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.Options;

namespace BlazorJwt.AuthorizationServer.ServiceAccounts;

/// <summary>
/// Checks the assertions that service accounts sign (RFC 7523 section 3) by the same service that checks tokens: issuer and subject are the
/// client, the life is short, the key is one of the account's, the algorithm is the key's, and each is good once. The audience depends on
/// the use (RFC 10070 section 4), and so does the type: one key signs both kinds here, so neither is taken for the other. <c>kid</c>,
/// <c>iat</c> and <c>jti</c> may be left out, as the RFC allows.
/// </summary>
internal sealed class Assertions(ServiceAccountRegistry accounts, IUsedAssertions used, TokenService tokens, IOptions<TokenOptions> options)
{
    /// <summary>The account that signed this assertion; or why the assertion is not valid. One that is valid is used up.</summary>
    /// <param name="clientId">The <c>client_id</c> sent beside it, which must be the same; null for none.</param>
    /// <exception cref="StoreUnreachableException">The store can't be asked.</exception>
    public async Task<(Asserted? Valid, string? Problem)> CheckAsync(string text, string? clientId, AssertionUse use)
    {
        var problems = new AssertionProblems(use, options.Value.Issuer, accounts.TokenAddress);
        if (text.Length > tokens.Policy.MaxBytes) return (null, AssertionProblems.TooLong(tokens.Policy.MaxBytes));
        var read = tokens.Decode(text);
        // So far only claims: they choose the keys and which of two audiences to ask for. The check below asks for them, signed.
        var (issuer, audiences) = (read.Payload.Text("iss") ?? "", Audiences(read.Payload));
        if (issuer is not "" && clientId is not null && clientId != issuer) return (null, AssertionProblems.OtherClient);
        var authenticates = use is AssertionUse.ClientAuthentication;
        var namesIssuer = authenticates || audiences.Contains(options.Value.Issuer, StringComparer.Ordinal);
        var verdict = await tokens.ValidateAsync(text, new()
        {
            Issuer = issuer,
            Audience = namesIssuer ? options.Value.Issuer : accounts.TokenAddress,
            Keys = await accounts.KeysOfAsync(issuer),
            KeyMustBeNamed = false,
            Algorithms = [SigningAlgorithms.ES256],
            // RFC 10070 requires this type of clients, and advises servers not to refuse an assertion without: the audience protects more.
            // Here the type keeps the two uses apart. In a grant Google's libraries write JWT, others nothing.
            Types = authenticates ? [AssertionTypes.ClientAuthentication] : [],
            RequiredClaims = ["sub"],
            RequiredValues = new Dictionary<string, string> { ["sub"] = issuer },
            ClockSkew = tokens.Policy.ClockSkew,
            MaxLifetime = AssertionBounds.LongestLife,
            MaxBytes = tokens.Policy.MaxBytes,
        });
        if (verdict.Refusal is { } refusal) return (null, problems.Of(refusal, read));
        // With another server's address in aud as well, that server could use it here.
        if (authenticates && audiences.Count != 1) return (null, problems.Audience);
        var token = verdict.Token!;
        if (!authenticates
            && TokenTypeName.IsOneOf(token.Typ, ["at+jwt", AssertionTypes.ClientAuthentication]))
            return (null, AssertionProblems.OtherKind);
        // Read as absent, it would ask for everything.
        if (read.Payload.Member("scope") is { ValueKind: not JsonValueKind.String }) return (null, AssertionProblems.NoScope);
        if (token.Id.Length > AssertionBounds.LongestId) return (null, AssertionProblems.LongId);
        if (await accounts.ByKeyAsync(issuer, token.Findings.Key.KeyId) is not { } account) return (null, AssertionProblems.NoKeyFits);
        return await used.TryUseAsync(issuer, UseOf(token), token.ValidTo + tokens.Policy.ClockSkew)
            ? (new(account, read.Payload.Text("scope")), null)
            : (null, token.Id is "" ? AssertionProblems.UsedWithoutId : AssertionProblems.Used);
    }

    // Without jti (RFC 7523 section 3, item 7) it is known by what was signed, and not by its signature: of an ES256 signature anyone can
    // write another spelling.
    private static string UseOf(ValidatedToken token) => token.Id is not "" ? token.Id
        : $"{Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($"{token.EncodedHeader}.{token.EncodedPayload}")))} signed";

    private static IReadOnlyList<string?> Audiences(JsonElement? part)
    {
        if (part.Member("aud") is not { } aud) return [];
        return aud.ValueKind is JsonValueKind.Array ? [.. aud.EnumerateArray().Select(Text)] : [Text(aud)];

        static string? Text(JsonElement one) => one.ValueKind is JsonValueKind.String ? one.GetString() : null;
    }
}

/// <param name="Scope">The scopes asked for in the assertion itself, as Google's clients do; null for none.</param>
internal sealed record Asserted(ServiceAccount Account, string? Scope);
