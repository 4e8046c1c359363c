using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BlazorJwt.Tokens.Jwe;
using BlazorJwt.Tokens.Jws;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Trust;
using BlazorJwt.Tokens.Warnings;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens;

/// <summary>
/// The one door for tokens: every page, every endpoint and the API's authentication handler goes through it. It signs, it reads, it
/// checks. It knows no page and no HTTP.
/// </summary>
public sealed class TokenService
{
    private readonly TokenOptions _options;
    private readonly TokenKeyRing _keys;
    private readonly Denylist _denylist;
    private readonly TimeProvider _time;
    private readonly ITrustedIssuers? _trusted;
    private readonly LibraryRules _rules;
    private readonly GoodTokens _good;
    private readonly JwtSecurityTokenHandler _writer = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly LibraryHandler _library = new();
    private readonly Func<TokenVerdict, ClaimsIdentity> _identityOf;

    /// <summary>Made once for the app, by <see cref="TokensSetup"/>.</summary>
    public TokenService(IOptions<TokenOptions> options, TokenKeyRing keys, Denylist denylist, TimeProvider time, ITrustedIssuers? trusted = null)
    {
        _trusted = trusted;
        _options = options.Value;
        _keys = keys;
        _denylist = denylist;
        _time = time;
        _rules = new(time);
        _good = new(_options.RememberedTokens);
        Policy = new()
        {
            Issuer = _options.Issuer,
            Audience = _options.Audience,
            Keys = keys,
            ClockSkew = _options.ClockSkew,
            MaxLifetime = _options.LongestLifetime,
            MaxBytes = _options.MaxTokenBytes,
        };
        var rules = _rules.For(Policy);
        _identityOf = verdict => _library.IdentityOf(verdict, rules);
    }

    /// <summary>What this app asks of its own access tokens.</summary>
    public TokenPolicy Policy { get; }

    /// <summary>Signs an access token (RFC 9068).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The request names an algorithm that is not one of <see cref="SigningAlgorithms.All"/>.</exception>
    /// <exception cref="ArgumentException">Subject or client are empty, or the claims make a token larger than <see cref="TokenOptions.MaxTokenBytes"/>: no check would accept it.</exception>
    public IssuedToken Issue(TokenRequest request)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(request.Subject);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.ClientId);
        // NumericDate is whole seconds here (RFC 7519 section 2): cut, so that what is reported is what is in the token.
        var issuedAt = DateTimeOffset.FromUnixTimeSeconds((request.IssuedAt ?? _time.GetUtcNow()).ToUnixTimeSeconds());
        var expiresAt = issuedAt + Bounded(request.Lifetime ?? _options.Lifetime);
        // The ring keeps the key until this token is over.
        var key = _keys.For(request.Algorithm ?? _options.Algorithm, expiresAt);
        var jwtId = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));

        var header = new JwtHeader(new SigningCredentials(key.SecurityKey, key.Algorithm)) { ["typ"] = "at+jwt" };
        var payload = new JwtPayload
        {
            ["iss"] = _options.Issuer,
            ["sub"] = request.Subject,
            ["aud"] = _options.Audience,
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

        var text = _writer.WriteToken(new JwtSecurityToken(header, payload));
        if (text.Length > _options.MaxTokenBytes) throw new ArgumentException($"The claims make a token of {text.Length} bytes; {_options.MaxTokenBytes} are accepted.", nameof(request));
        return new(text, jwtId, issuedAt, expiresAt, key.Algorithm);
    }

    /// <summary>Reads a token without checking it, as anyone can who holds it. Never throws: a broken token gives what can be read, and what is wrong, where.</summary>
    public DecodedToken Decode(string? text) => TokenDecoder.Decode(text);

    /// <summary>What the owner of a token should know of it: each warning with its reason and its source. Decides nothing, fetches nothing, never throws.</summary>
    /// <param name="token">What was read by <see cref="Decode"/>.</param>
    /// <param name="key">The key chosen for it; null when there is none yet.</param>
    public IReadOnlyList<TokenWarning> Warn(DecodedToken token, TokenKey? key = null) => TokenWarnings.For(token, key, _time.GetUtcNow());

    /// <summary>
    /// Checks everything, in the order of <see cref="TokenCheckKind"/>. The library decides; the gate before and after it only ever
    /// refuses more. Never throws on a token, however broken.
    /// </summary>
    /// <remarks>A token that <see cref="Policy"/> accepted before is asked only what may have changed since (<see cref="TokenVerdict.IsRemembered"/>).</remarks>
    /// <param name="text">The compact serialization, without <c>Bearer</c> in front.</param>
    /// <param name="policy">What to ask for; null for <see cref="Policy"/>.</param>
    public ValueTask<TokenVerdict> ValidateAsync(string? text, TokenPolicy? policy = null)
    {
        policy ??= Policy;
        var now = policy.At ?? _time.GetUtcNow();
        // What visitors try out with policies of their own is neither remembered nor answered from memory.
        if (!ReferenceEquals(policy, Policy)) return CheckAsync(text, policy, now);
        if (!CanBeRemembered(text, out var digest)) return JudgeAsync(text, now);
        return Recall(digest, now, out var isKnown) is { } verdict ? new(verdict)
            // Why a known one is good no more is the whole check's to say.
            : isKnown ? CheckAsync(text, policy, now)
            : CheckAndRememberAsync(text!, digest, now);
    }

    /// <summary>Checks a token as one of this app's own, whichever other issuers are trusted. Never throws on a token, however broken.</summary>
    /// <param name="text">The compact serialization, without <c>Bearer</c> in front.</param>
    public ValueTask<TokenVerdict> ValidateOwnAsync(string? text) => CheckAsync(text, Policy, _time.GetUtcNow());

    /// <summary>True when a verdict was made by <see cref="Policy"/>, and so not by the rules of another issuer.</summary>
    public bool IsOwn(TokenVerdict verdict) => ReferenceEquals(verdict.Policy, Policy);

    /// <summary>The name of a token that might be remembered; false for what is none or too long to be looked at.</summary>
    /// <param name="text">The compact serialization, without <c>Bearer</c> in front.</param>
    /// <param name="digest">Its digest.</param>
    internal bool CanBeRemembered(ReadOnlySpan<char> text, out TokenDigest digest)
    {
        digest = default;
        return !text.IsEmpty && _options.RememberedTokens > 0 && text.Length <= Policy.MaxBytes && TokenDigest.TryOf(text, out digest);
    }

    /// <summary>The verdict on a token that <see cref="Policy"/> accepted before and still accepts; null for every other, which is <see cref="ValidateAsync"/>'s to judge.</summary>
    internal TokenVerdict? Remembered(TokenDigest digest) => Recall(digest, _time.GetUtcNow(), out _);

    /// <summary>Checks the signature alone, over a payload of any bytes, by the same rules and the same library as <see cref="ValidateAsync"/>. Never throws.</summary>
    /// <param name="text">The compact serialization.</param>
    /// <param name="keys">The keys trusted.</param>
    /// <param name="algorithms">The algorithms accepted.</param>
    public JwsVerdict VerifySignature(string? text, IKeySet keys, IReadOnlyList<string> algorithms) => JwsVerifier.Verify(text, keys, algorithms);

    /// <summary>Signs a header and a payload just as they are written, with the algorithm of the key.</summary>
    /// <param name="headerJson">The header, by whoever wrote it.</param>
    /// <param name="payloadJson">The payload, by whoever wrote it.</param>
    /// <param name="key">A key of which <see cref="TokenKey.CanSign"/> is true.</param>
    public string Sign(string headerJson, string payloadJson, TokenKey key) =>
        JwsSigner.Sign(Encoding.UTF8.GetBytes(headerJson), Encoding.UTF8.GetBytes(payloadJson), key);

    /// <summary>Encrypts claims (RFC 7516). Nothing is signed by it, and no check of this app accepts what comes out.</summary>
    /// <param name="payloadJson">The claims.</param>
    /// <param name="key">The reader's key.</param>
    /// <param name="how">How the reader gets the key of the content.</param>
    public string Encrypt(string payloadJson, SecurityKey key, JweKeyManagement how) => JweWriter.Encrypt(payloadJson, key, how);

    /// <summary>Decrypts a token with a key that somebody brought. Never throws: what can't be decrypted gets a sentence.</summary>
    /// <param name="text">The compact serialization of a JWE.</param>
    /// <param name="keyText">The shared secret, or the private key.</param>
    /// <param name="form">How the key is written.</param>
    public JweReading Decrypt(string text, string keyText, KeyForm form) => JweReader.Decrypt(text, keyText, form);

    /// <summary>Takes a token back: from now on it is refused, though its signature still fits.</summary>
    /// <param name="token">A token that was accepted.</param>
    /// <exception cref="ArgumentException">The token has no <c>jti</c>, which <see cref="Policy"/> asks for: nothing could name it.</exception>
    /// <exception cref="StoreUnreachableException">It is refused here, and the other servers could not be told yet.</exception>
    public Task RevokeAsync(CheckedToken token) => _denylist.RevokeAsync(EntryOf(token));

    /// <summary>Takes back a token that nobody was given, such as a copy that a lesson used: here at once, and elsewhere a moment later. Nobody waits for it.</summary>
    /// <param name="token">A token that was accepted.</param>
    /// <exception cref="ArgumentException">The token has no <c>jti</c>.</exception>
    public void Discard(CheckedToken token) => _denylist.Discard(EntryOf(token));

    /// <summary>Takes back tokens of this server that are known by their name alone.</summary>
    /// <param name="tokens">Their <c>jti</c>, with their <c>exp</c>.</param>
    /// <exception cref="StoreUnreachableException">They are refused here, and the other servers could not be told yet.</exception>
    public Task RevokeAsync(IEnumerable<(string JwtId, DateTimeOffset ExpiresAt)> tokens) =>
        _denylist.RevokeAsync([.. tokens.Select(token => new DenylistEntry(_options.Issuer, token.JwtId, false, token.ExpiresAt + Policy.ClockSkew))]);

    /// <summary>Takes back every token of this server that was issued to a client, at once. Its id must never be given to another.</summary>
    /// <param name="clientId">Its <c>client_id</c>.</param>
    /// <exception cref="StoreUnreachableException">They are refused here, and the other servers could not be told yet.</exception>
    public Task RevokeClientAsync(string clientId) =>
        _denylist.RevokeAsync(new DenylistEntry(_options.Issuer, clientId, true, _time.GetUtcNow() + _options.LongestLifetime + Policy.ClockSkew));

    /// <summary>True while a token that was accepted once is still good: it has not expired, was not taken back, and its key is still trusted.</summary>
    /// <remarks>Cheap: no signature is checked again. For circuits, which outlive the request that opened them.</remarks>
    public bool IsStillGood(CheckedToken token) => StandingOf(token) is TokenStanding.Good;

    /// <summary>What can be said now of a token that was accepted once.</summary>
    public TokenStanding StandingOf(CheckedToken token) =>
        _time.GetUtcNow() >= token.ValidTo || _denylist.IsRevoked(token) ? TokenStanding.Over
        : !_denylist.CanAnswer ? TokenStanding.Unknown
        : IsKeyTrusted(token) ? TokenStanding.Good
        : TokenStanding.Over;

    private DenylistEntry EntryOf(CheckedToken token)
    {
        ArgumentException.ThrowIfNullOrEmpty(token.Id);
        var skew = token.Verdict is { } verdict && verdict.Policy.ClockSkew > Policy.ClockSkew ? verdict.Policy.ClockSkew : Policy.ClockSkew;
        return new(token.Issuer, token.Id, false, token.ValidTo + skew);
    }

    private async ValueTask<TokenVerdict> CheckAsync(string? text, TokenPolicy policy, DateTimeOffset now)
    {
        var early = TokenGate.Before(text, policy, out var findings);
        if (early is { Kind: TokenCheckKind.Key } && ReferenceEquals(policy.Keys, _keys) && LearnsKeyOf(text)) early = TokenGate.Before(text, policy, out findings);
        // A key that another server made, or took back, is no matter of the token's while nobody can tell.
        if (early is { Kind: TokenCheckKind.Key } && ReferenceEquals(policy.Keys, _keys) && !_denylist.CanAnswer) early = TokenRefusal.Outage(TokenCheckKind.Key);
        if (early is not null) return new(text, policy, now, early, null);

        CheckedToken token;
        try
        {
            token = new(text!, findings);
        }
        catch (Exception reason) when (reason is ArgumentException or SecurityTokenException)
        {
            return new(text, policy, now, LibraryRefusal.Unreadable(reason), null);
        }

        var result = await _library.ValidateTokenAsync(token, _rules.For(policy));
        var lookUps = 0;
        var refusal = result.IsValid ? TokenGate.After(token, policy, _denylist, now, out lookUps) : LibraryRefusal.From(result.Exception, token.SigningKey is not null);
        var verdict = new TokenVerdict(text, policy, now, refusal, result) { LookUps = lookUps };
        token.Verdict = verdict;
        return verdict;
    }

    private TokenVerdict? Recall(TokenDigest digest, DateTimeOffset now, out bool isKnown)
    {
        var known = _good.Find(digest);
        isKnown = known is not null;
        if (known is null) return null;
        if (IsStillAccepted(known, now, out var lookUps)) return new(known, now, _identityOf) { LookUps = lookUps };
        _good.Forget(digest);
        return null;
    }

    private async ValueTask<TokenVerdict> CheckAndRememberAsync(string text, TokenDigest digest, DateTimeOffset now)
    {
        var verdict = await JudgeAsync(text, now);
        if (ReferenceEquals(verdict.Policy, Policy) && verdict.Token is { } token) _good.Remember(digest, token, now);
        return verdict;
    }

    // Several issuers, told apart by iss. So far it is only a claim: it chooses the rules, and the rules then ask for it, signed.
    private async ValueTask<TokenVerdict> JudgeAsync(string? text, DateTimeOffset now)
    {
        if (await TrustedIssuerOfAsync(text) is not { } issuer) return await CheckAsync(text, Policy, now);
        var verdict = await CheckAsync(text, issuer.Policy, now);
        return issuer.KeyTrouble is { } trouble && verdict.Refusal?.Kind is TokenCheckKind.Key
            ? new(text, issuer.Policy, now, new(TokenCheckKind.Key, trouble), null)
            : verdict;
    }

    private async ValueTask<TrustedIssuer?> TrustedIssuerOfAsync(string? text)
    {
        if (_trusted is null or { IsEmpty: true } || text is null || text.Length > Policy.MaxBytes) return null;
        var token = TokenDecoder.Decode(text);
        return Text(token.Payload, "iss") is { } issuer && issuer != _options.Issuer ? await _trusted.FindAsync(issuer, Text(token.Header, "kid")) : null;
    }

    // Another server that shares the keys may have made this one a moment ago.
    private bool LearnsKeyOf(string? text)
    {
        try
        {
            return Text(TokenDecoder.Decode(text).Header, "kid") is { } keyId && _keys.LookUp(keyId);
        }
        catch (StoreUnreachableException)
        {
            return false;
        }
    }

    private static string? Text(JsonElement? part, string name) =>
        part is { } json && json.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String ? member.GetString() : null;

    // What may have changed since the token was found good: its key may be gone, its time over, and its owner may have signed out.
    private bool IsStillAccepted(CheckedToken token, DateTimeOffset now, out int lookUps)
    {
        lookUps = 0;
        return IsKeyTrusted(token)
            && LibraryRules.LifetimeProblem(token.ValidFrom, token.ValidTo, now, Policy.ClockSkew) is null
            && TokenGate.StillAfter(token, Policy, _denylist, now, out lookUps) is null;
    }

    private bool IsKeyTrusted(CheckedToken token) => ReferenceEquals(_keys.Find(token.Findings.Key.KeyId), token.Findings.Key);

    private TimeSpan Bounded(TimeSpan lifetime) =>
        TimeSpan.FromTicks(Math.Clamp(lifetime.Ticks, _options.ShortestLifetime.Ticks, _options.LongestLifetime.Ticks));
}
