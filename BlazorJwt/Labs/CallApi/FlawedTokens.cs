using System.Text.Json.Nodes;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Labs.CallApi;

/// <summary>
/// Tokens with one thing wrong, made from the visitor's own. All but the stranger's are signed with this app's own key, so that the signature
/// fits and the one flaw alone decides. The API refuses each of them; what each is refused at stands beside it.
/// </summary>
public sealed class FlawedTokens(TokenService tokens, ExperimentTokens experiments, TokenKeyRing keys, TimeProvider time)
{
    /// <summary>Signed with a key made this moment, under the name of the real one. Refused at <see cref="TokenCheckKind.Signature"/>.</summary>
    public string ByAStranger(ValidatedToken own) => Sign(own, key: TokenKey.Create(own.Alg));

    /// <summary>Signed by a key that this app does not know. Refused at <see cref="TokenCheckKind.Key"/>.</summary>
    public string WithUnknownKey(ValidatedToken own) => Sign(own, header: json => json["kid"] = "a-key-that-nobody-published");

    /// <summary>Its life begins in an hour. Refused at <see cref="TokenCheckKind.NotBefore"/>, and revoked already, so that it does not begin then either.</summary>
    public string NotYetValid(ValidatedToken own) => experiments.IssueRevoked(Like(own) with { IssuedAt = time.GetUtcNow() + TimeSpan.FromHours(1) }).Text;

    /// <summary>Meant for another API. Refused at <see cref="TokenCheckKind.Audience"/>.</summary>
    public string ForAnotherAudience(ValidatedToken own) => Sign(own, payload: json => json["aud"] = "https://another-api.example");

    /// <summary>Says that another issuer made it. Refused at <see cref="TokenCheckKind.Issuer"/>.</summary>
    public string ByAnotherIssuer(ValidatedToken own) => Sign(own, payload: json => json["iss"] = "https://another-issuer.example");

    /// <summary>Says that it is no access token. Refused at <see cref="TokenCheckKind.Type"/>.</summary>
    public string OfAnotherType(ValidatedToken own) => Sign(own, header: json => json["typ"] = "logout+jwt");

    /// <summary>Asks for an extension that nobody here knows. Refused at <see cref="TokenCheckKind.Critical"/>.</summary>
    public string WithUnknownCritical(ValidatedToken own) => Sign(own, header: json =>
    {
        json["crit"] = new JsonArray("lab-extension");
        json["lab-extension"] = true;
    });

    /// <summary>Names two people in two members of the same name. Refused at <see cref="TokenCheckKind.Json"/>.</summary>
    public string WithSubjectTwice(ValidatedToken own)
    {
        var (decoded, signing) = (tokens.Decode(own.EncodedToken), keys.For(own.Alg));
        var header = JsonObject.Create(decoded.Header!.Value)!;
        header["kid"] = signing.KeyId;
        return tokens.Sign(header.ToJsonString(), $$"""{{decoded.Payload!.Value.GetRawText()[..^1]}},"sub":"admin"}""", signing);
    }

    /// <summary>Good until its owner took it back, which has just happened. Refused at <see cref="TokenCheckKind.Revocation"/>.</summary>
    public string TakenBack(ValidatedToken own) => experiments.IssueRevoked(Like(own)).Text;

    /// <summary>A good token without a scope. It is not refused: what asks for a scope answers 403. Whoever had it made ends it.</summary>
    public string WithoutScope(ValidatedToken own) => experiments.Issue(Like(own) with { Scopes = [] }).Text;

    /// <summary>A good token without a role. It is not refused: what asks for a role answers 403. Whoever had it made ends it.</summary>
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
