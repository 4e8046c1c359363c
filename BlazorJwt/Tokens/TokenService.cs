using System.Diagnostics.CodeAnalysis;
using System.Text;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jwe;
using BlazorJwt.Tokens.Jws;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using BlazorJwt.Tokens.Warnings;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens;

/// <summary>
/// The one door for tokens: every page, every endpoint and the API's authentication handler uses it. It issues, decodes and validates.
/// It knows no page and no HTTP.
/// </summary>
[SuppressMessage("Performance", "CA1822", Justification = "One door: callers hold the service, whatever they ask of it.")]
internal sealed class TokenService
{
    private readonly TokenOptions _options;
    private readonly ISigningKeys _keys;
    private readonly Denylist _denylist;
    private readonly TimeProvider _time;
    private readonly ITrustedIssuers? _trusted;
    private readonly TokenWriter _writer;
    private readonly ValidatedTokenCache _cache;
    private readonly ValidationParametersFactory _rules;
    private readonly LibraryHandler _library = new();

    public TokenService(
        IOptions<TokenOptions> options, ISigningKeys keys, Denylist denylist, TimeProvider time, ITrustedIssuers? trusted = null)
    {
        (_options, _keys, _denylist, _time, _trusted) = (options.Value, keys, denylist, time, trusted);
        _writer = new(_options, keys, time);
        _cache = new(_options.RememberedTokens);
        _rules = new(time);
        Policy = new()
        {
            Issuer = _options.Issuer,
            Audience = _options.Audience,
            Keys = keys,
            ClockSkew = _options.ClockSkew,
            MaxLifetime = _options.LongestLifetime,
            MaxBytes = _options.MaxTokenBytes,
        };
    }

    /// <summary>What this app asks of its own access tokens.</summary>
    public TokenPolicy Policy { get; }

    /// <summary>Signs an access token (RFC 9068).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is not one of <see cref="SigningAlgorithms.All"/>.</exception>
    /// <exception cref="ArgumentException">Subject or client are empty, or the token is larger than any check would accept.</exception>
    public IssuedToken Issue(TokenRequest request) => _writer.Write(request);

    /// <summary>Reads a token without checking it, as anyone can who holds it. Never throws on a broken one.</summary>
    public DecodedToken Decode(string? text) => TokenDecoder.Decode(text);

    /// <summary>What the owner of a token should know of it. Decides nothing, fetches nothing, never throws.</summary>
    public IReadOnlyList<TokenWarning> Warn(DecodedToken token, TokenKey? key = null) => TokenWarnings.For(token, key, _time.GetUtcNow());

    /// <summary>
    /// Checks everything, in the order of <see cref="TokenCheckKind"/>: gate, library, gate. The library decides; the gate only refuses
    /// more. Never throws on a token, however broken.
    /// </summary>
    /// <param name="text">The compact serialization, without <c>Bearer</c> in front.</param>
    /// <param name="policy">What to ask for; null for that of the issuer it names: this app, or one it trusts.</param>
    public async ValueTask<TokenVerdict> ValidateAsync(string? text, TokenPolicy? policy = null)
    {
        if (policy is not null) return await CheckAsync(text, policy);
        if (text?.Length <= Policy.MaxBytes && _cache.Find(text) is { } known && StillAccepted(known) is { } accepted) return accepted;
        // So far iss is only a claim: it chooses the policy, and the policy then asks for it, signed.
        if (await TrustedIssuerOfAsync(text) is { } issuer)
        {
            var foreign = await CheckAsync(text, issuer.Policy);
            return foreign.Refusal?.Kind is TokenCheckKind.Key && issuer.KeyTrouble is { } trouble
                ? new(text, issuer.Policy, foreign.At, new(TokenCheckKind.Key, trouble))
                : foreign;
        }

        var verdict = await CheckAsync(text, Policy);
        if (verdict.Token is { } valid) _cache.Add(text!, valid, verdict.At);
        return await UnknownIssuer.RefuseAsync(text, verdict, _options.Issuer, _trusted) is { } unknown
            ? new(text, Policy, verdict.At, unknown)
            : verdict;
    }

    /// <summary>Checks the signature alone, by the rules and the library of <see cref="ValidateAsync"/>.</summary>
    public JwsVerdict VerifySignature(string? text, IKeySet keys, IReadOnlyList<string> algorithms) =>
        JwsVerifier.Verify(text, keys, algorithms);

    /// <summary>Signs a header and a payload just as they are written, with the algorithm of the key.</summary>
    public string Sign(string headerJson, string payloadJson, TokenKey key) =>
        JwsSigner.Sign(Encoding.UTF8.GetBytes(headerJson), Encoding.UTF8.GetBytes(payloadJson), key);

    /// <summary>Encrypts claims (RFC 7516). Nothing is signed by it, and no check of this app accepts the result.</summary>
    public string Encrypt(string payloadJson, SecurityKey key, JweKeyManagement how) => JweWriter.Encrypt(payloadJson, key, how);

    /// <summary>Decrypts a token with a key that somebody brought. Never throws: what can't be decrypted gets a sentence.</summary>
    public JweReading Decrypt(string text, string keyText, KeyForm form) => JweReader.Decrypt(text, keyText, form);

    /// <summary>Revokes a token: from now on it is refused, though its signature still fits.</summary>
    /// <exception cref="ArgumentException">The token has no <c>jti</c>.</exception>
    /// <exception cref="StoreUnreachableException">It is refused here, and the other servers could not be told yet.</exception>
    public Task RevokeAsync(ValidatedToken token) => _denylist.RevokeAsync(EntryOf(token));

    /// <summary>Revokes a token that nobody was given, such as a lesson's copy. Other servers are told a moment later.</summary>
    /// <exception cref="ArgumentException">The token has no <c>jti</c>.</exception>
    public void Discard(ValidatedToken token) => _denylist.Discard(EntryOf(token));

    /// <summary>The same for one that was just made.</summary>
    internal void Discard(IssuedToken issued) => _denylist.Discard(Entry(issued.JwtId, false, issued.ExpiresAt));

    /// <summary>Revokes tokens of this server that are known by their <c>jti</c> and <c>exp</c> alone.</summary>
    /// <exception cref="StoreUnreachableException">They are refused here, and the other servers could not be told yet.</exception>
    public Task RevokeAsync(IEnumerable<(string JwtId, DateTimeOffset ExpiresAt)> tokens) =>
        _denylist.RevokeAsync([.. tokens.Select(token => Entry(token.JwtId, false, token.ExpiresAt))]);

    /// <summary>Revokes every token of this server that was issued to a client. Its id must never be given to another.</summary>
    /// <exception cref="StoreUnreachableException">They are refused here, and the other servers could not be told yet.</exception>
    public Task RevokeClientAsync(string clientId) =>
        _denylist.RevokeAsync(Entry(clientId, true, _time.GetUtcNow() + _options.LongestLifetime));

    /// <summary>True while a token that was accepted once has not expired, was not revoked, and its key is still trusted.</summary>
    /// <remarks>Cheap: no signature is verified again. For circuits, which outlive the request that opened them.</remarks>
    public bool IsStillValid(ValidatedToken token) => StatusOf(token) is TokenStatus.Valid;

    /// <summary>The same with the third answer that several servers can give: not known, because their store cannot be reached.</summary>
    public TokenStatus StatusOf(ValidatedToken token) =>
        _time.GetUtcNow() >= token.ValidTo || _denylist.IsRevoked(token) ? TokenStatus.Over
        : !_denylist.CanAnswer ? TokenStatus.Unknown
        : IsKeyTrusted(token) ? TokenStatus.Valid
        : TokenStatus.Over;

    private async ValueTask<TokenVerdict> CheckAsync(string? text, TokenPolicy policy)
    {
        var now = policy.At ?? _time.GetUtcNow();
        var early = TokenGate.Before(text, policy, out var findings);
        if (early is { Kind: TokenCheckKind.Key } && ReferenceEquals(policy.Keys, _keys))
        {
            // Another server that shares the keys may have made this one a moment ago.
            if (Decode(text).Header.Text("kid") is { } keyId && _keys.LookUp(keyId)) early = TokenGate.Before(text, policy, out findings);
            if (early is { Kind: TokenCheckKind.Key } && !_denylist.CanAnswer) early = TokenRefusal.Outage(TokenCheckKind.Key);
        }

        if (early is not null) return new(text, policy, now, early);
        if (LibraryHandler.Read(text!, findings!, out var unreadable) is not { } token) return new(text, policy, now, unreadable);
        var result = await _library.ValidateTokenAsync(token, _rules.For(policy));
        if (!result.IsValid) return new(text, policy, now, LibraryErrors.From(result.Exception, token, policy), result);
        ClaimPath.AddTo(result.ClaimsIdentity, policy, text!);
        return ValidatedToken.Carry(new(text, policy, now, TokenGate.After(token, policy, _denylist, now), result));
    }

    // What may have changed since the token was found valid: its key, the time, the denylist. Null when the whole check has to say why.
    private TokenVerdict? StillAccepted(ValidatedToken known)
    {
        var now = _time.GetUtcNow();
        if (!IsKeyTrusted(known)
            || ValidationParametersFactory.LifetimeProblem(known.ValidFrom, known.ValidTo, now, Policy.ClockSkew) is not null
            || TokenGate.After(known, Policy, _denylist, now) is not null) return null;
        return ValidatedToken.Carry(new(known.EncodedToken, Policy, now, null,
            _library.ResultFor(known.Copy(), _rules.For(Policy)))
        { IsRemembered = true });
    }

    private bool IsKeyTrusted(ValidatedToken token) => ReferenceEquals(_keys.Find(token.Findings.Key.KeyId), token.Findings.Key);

    private DenylistEntry EntryOf(ValidatedToken token)
    {
        ArgumentException.ThrowIfNullOrEmpty(token.Id);
        // The longer of the two: one check or the other might still accept it.
        var skew = TimeSpan.FromTicks(Math.Max(Policy.ClockSkew.Ticks, token.Verdict?.Policy.ClockSkew.Ticks ?? 0));
        return new(token.Issuer, token.Id, false, token.ValidTo + skew);
    }

    private DenylistEntry Entry(string name, bool isClient, DateTimeOffset until) =>
        new(_options.Issuer, name, isClient, until + Policy.ClockSkew);

    private async ValueTask<TrustedIssuer?> TrustedIssuerOfAsync(string? text)
    {
        if (_trusted is null or { IsEmpty: true } || text is null || text.Length > Policy.MaxBytes) return null;
        var token = Decode(text);
        return token.Payload.Text("iss") is { } issuer && issuer != _options.Issuer
            ? await _trusted.FindAsync(issuer, token.Header.Text("kid"))
            : null;
    }
}
