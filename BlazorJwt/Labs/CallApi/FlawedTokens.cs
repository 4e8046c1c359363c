using System.Text.Json.Nodes;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Labs.CallApi;

/// <summary>
/// Tokens with one flaw, made from the visitor's own. All but one are signed with this app's own key, so that the signature is valid and
/// only the flaw decides. The API rejects each of them, at the check named here.
/// </summary>
internal sealed class FlawedTokens(TokenService tokens, ExperimentTokens experiments, TokenKeyRing keys, TimeProvider time)
{
    /// <summary>Signed with a new key, under the id of the real one: <see cref="TokenCheckKind.Signature"/>.</summary>
    public string ByAStranger(ValidatedToken own) => Sign(own, key: TokenKey.Create(own.Alg));

    /// <summary>The id of a key that this app does not have: <see cref="TokenCheckKind.Key"/>.</summary>
    public string WithUnknownKey(ValidatedToken own) => Sign(own, header: json => json["kid"] = "a-key-that-nobody-published");

    /// <summary>Valid in an hour: <see cref="TokenCheckKind.NotBefore"/>. It is revoked already, so it is not valid then either.</summary>
    public string NotYetValid(ValidatedToken own) =>
        experiments.IssueRevoked(Like(own) with { IssuedAt = time.GetUtcNow() + TimeSpan.FromHours(1) }).Text;

    /// <summary><see cref="TokenCheckKind.Audience"/>.</summary>
    public string ForAnotherAudience(ValidatedToken own) => Sign(own, payload: json => json["aud"] = "https://another-api.example");

    /// <summary><see cref="TokenCheckKind.Issuer"/>.</summary>
    public string ByAnotherIssuer(ValidatedToken own) => Sign(own, payload: json => json["iss"] = "https://another-issuer.example");

    /// <summary>Not an access token: <see cref="TokenCheckKind.Type"/>.</summary>
    public string OfAnotherType(ValidatedToken own) => Sign(own, header: json => json["typ"] = "logout+jwt");

    /// <summary>Requires an extension that this app does not know: <see cref="TokenCheckKind.Critical"/>.</summary>
    public string WithUnknownCritical(ValidatedToken own) => Sign(own, header: json =>
    {
        json["crit"] = new JsonArray("lab-extension");
        json["lab-extension"] = true;
    });

    /// <summary>Two members of the same name: <see cref="TokenCheckKind.Json"/>.</summary>
    public string WithSubjectTwice(ValidatedToken own)
    {
        var (decoded, signing) = (tokens.Decode(own.EncodedToken), keys.For(own.Alg));
        var header = JsonObject.Create(decoded.Header!.Value)!;
        header["kid"] = signing.KeyId;
        return tokens.Sign(header.ToJsonString(), $$"""{{decoded.Payload!.Value.GetRawText()[..^1]}},"sub":"admin"}""", signing);
    }

    /// <summary><see cref="TokenCheckKind.Revocation"/>.</summary>
    public string Revoked(ValidatedToken own) => experiments.IssueRevoked(Like(own)).Text;

    /// <summary>Valid, but where a scope is required the API answers 403. The caller ends it.</summary>
    public string WithoutScope(ValidatedToken own) => experiments.Issue(Like(own) with { Scopes = [] }).Text;

    /// <summary>Valid, but where a role is required the API answers 403. The caller ends it.</summary>
    public string WithoutRole(ValidatedToken own) => experiments.Issue(Like(own) with { Roles = [] }).Text;

    private static TokenRequest Like(ValidatedToken own) => TokenRequest.Like(own) with { Lifetime = own.ValidTo - own.ValidFrom };

    private string Sign(ValidatedToken own, Action<JsonObject>? header = null, Action<JsonObject>? payload = null, TokenKey? key = null)
    {
        var decoded = tokens.Decode(own.EncodedToken);
        var (head, body) = (JsonObject.Create(decoded.Header!.Value)!, JsonObject.Create(decoded.Payload!.Value)!);
        // The key may have been rotated since the visitor signed in.
        var signing = keys.For(own.Alg);
        head["kid"] = signing.KeyId;
        header?.Invoke(head);
        payload?.Invoke(body);
        return tokens.Sign(head.ToJsonString(), body.ToJsonString(), key ?? signing);
    }
}
