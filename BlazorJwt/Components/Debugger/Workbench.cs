using System.Text;
using System.Text.Json;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using BlazorJwt.Tokens.Warnings;

namespace BlazorJwt.Components.Debugger;

/// <summary>
/// Everything the debugger knows of what a visitor pasted: the token, its two JSON texts, the key, the policy, and what follows from them.
/// It lives as long as the page in this one tab, in the server's memory, and is kept nowhere else.
/// </summary>
public sealed class Workbench
{
    private readonly TokenService _tokens;

    internal Workbench(TokenService tokens) => _tokens = tokens;

    internal TypedText Token { get; } = new();

    internal TypedText Header { get; } = new();

    internal TypedText Payload { get; } = new();

    internal KeyEditor Key { get; } = new();

    internal PolicyDraft Policy { get; } = new();

    /// <summary>What was read in the token; null while there is none, or one too long to look at.</summary>
    internal DecodedToken? Decoded { get; private set; }

    internal string? HeaderProblem { get; private set; }

    internal string? PayloadProblem { get; private set; }

    /// <summary>The claims in the payload as typed; null when they can't be read.</summary>
    internal JsonElement? Claims { get; private set; }

    /// <summary>The header as typed; null when it can't be read.</summary>
    internal JsonElement? HeaderMembers { get; private set; }

    /// <summary>What can be said of the signature alone; null without a token.</summary>
    internal SignatureFinding? Signature { get; private set; }

    /// <summary>What the policy says; null when it was not asked, and <see cref="PolicyProblem"/> says why.</summary>
    internal TokenVerdict? Verdict { get; private set; }

    /// <summary>Why the policy was not asked, in a sentence; null when it was.</summary>
    internal string? PolicyProblem { get; private set; }

    internal IReadOnlyList<TokenWarning> Warnings { get; private set; } = [];

    /// <summary>What was inside an encrypted token; null until it was decrypted.</summary>
    internal JweReadingShown? Inside { get; private set; }

    /// <summary>What the last button did, in a sentence.</summary>
    internal string? Done { get; private set; }

    internal string? Issuer => Claims.Text("iss");

    /// <summary>Why nothing can be signed, in a sentence; null when there is a header and a payload to sign and a key that can.</summary>
    internal string? CannotSign =>
        Decoded is { IsEncrypted: true } ? "An encrypted token is not signed again here: open what is inside it."
        : !string.IsNullOrWhiteSpace(Header.Text) && JsonText.Read(Header.Text).Problem is { } header
            ? $"The header is no JSON object yet. {header}"
        : JsonText.Read(Payload.Text).Problem is { } payload ? $"The payload is no JSON object yet. {payload}"
        : Key.Only is not { } key
            ? (Key.Reading is { Keys.Count: > 1 }
                ? "Several keys stand in the field: signing needs the one."
                : Key.Reading?.Problem ?? "Signing needs a key. Make one, or give one.")
        : key.CanSign ? null
        : key.Weakness is { } weakness
            ? $"The key is not acceptable: {weakness}."
            : "A public key only verifies. Signing needs the private half.";

    internal async Task TypeToken(string? text)
    {
        Token.Type(text);
        await ReadToken();
    }

    internal async Task PutToken(string text, string done)
    {
        Token.Put(text);
        await ReadToken();
        Done = done;
    }

    /// <summary>Takes the header as it is typed. A readable one goes into the token, whose signature then no longer fits.</summary>
    internal Task TypeHeader(string? text)
    {
        Header.Type(text);
        return Encode();
    }

    internal Task TypePayload(string? text)
    {
        Payload.Type(text);
        return Encode();
    }

    internal Task TypeKey(string? text)
    {
        Key.Type(text);
        return Check();
    }

    /// <summary>Does something to the key or the policy, and checks again. The token stays as it is.</summary>
    internal Task Change(Action change)
    {
        change();
        Done = null;
        return Check();
    }

    internal async Task Sign()
    {
        if (CannotSign is { } reason)
        {
            Done = reason;
            return;
        }

        var (header, note) = SignedHeader.For(Header.Text, Key.Only!);
        Header.Put(header);
        Token.Put(_tokens.Sign(JsonText.Read(header).Compact!, JsonText.Read(Payload.Text).Compact!, Key.Only!));
        Decoded = _tokens.Decode(Token.Text);
        ReadEditors();
        await Check();
        Done = $"Signed with {Key.Only!.Algorithm}. {note}".Trim();
    }

    internal void Decrypt()
    {
        if (Decoded is not { IsEncrypted: true } token) return;
        var reading = _tokens.Decrypt(token.Text, Key.Text.Text, Key.Form);
        var isToken = reading.Payload is { } text && _tokens.Decode(text) is { Header: not null, Parts.Count: 3 or 5 };
        Inside = new(reading.Payload, reading.Problem, isToken);
        Done = null;
    }

    internal Task OpenInside() =>
        Inside is { IsToken: true, Text: { } text } ? PutToken(text, "The token from inside is open now.") : Task.CompletedTask;

    /// <summary>Forgets everything but the policy.</summary>
    internal async Task Clear()
    {
        Header.Put("");
        Payload.Put("");
        Key.Clear();
        await PutToken("", "All fields are empty, and the server has forgotten what stood there.");
    }

    private async Task ReadToken()
    {
        Done = null;
        Inside = null;
        Decoded = Token.IsEmpty || Token.IsTooLong ? null : _tokens.Decode(Token.Text);
        // What was read in the token before is none of this one's.
        if (Token.IsTooLong)
        {
            Header.Put("");
            Payload.Put("");
        }

        if (Decoded is { Parts.Count: > 0 } token)
        {
            Header.Put(Shown(token.Parts[0]));
            Payload.Put(token.IsEncrypted || token.Parts.Count < 2 ? "" : Shown(token.Parts[1]));
            if (token.Header.Text("alg") is { } alg && SigningAlgorithms.Jose.Contains(alg)) Key.Choose(alg);
        }

        ReadEditors();
        await Check();
    }

    // JSON spread over lines; of a part that breaks off, the text as far as it goes.
    private static string Shown(DecodedPart part) =>
        part.Json is { } json ? JsonText.Spread(json) : Encoding.UTF8.GetString(part.ReadableBytes.Span);

    private void ReadEditors()
    {
        var (header, payload) = (JsonText.Read(Header.Text), JsonText.Read(Payload.Text));
        (HeaderMembers, Claims) = (header.Value, payload.Value);
        var nothing = Header.IsEmpty && Payload.IsEmpty;
        HeaderProblem = nothing ? null : header.Problem;
        PayloadProblem = nothing || Decoded is { IsEncrypted: true } ? null : payload.Problem;
    }

    // The signature stays as it was: it is for what stood there before, and no longer fits.
    private async Task Encode()
    {
        ReadEditors();
        Done = null;
        Inside = null;
        if (Decoded is not { IsEncrypted: true } && JsonText.Read(Header.Text).Compact is { } header
            && JsonText.Read(Payload.Text).Compact is { } payload)
        {
            var signature = Decoded is { Parts: [_, _, var last] } ? last.Text : "";
            Token.Put($"{Base64Url(header)}.{Base64Url(payload)}.{signature}");
            Decoded = Token.IsTooLong ? null : _tokens.Decode(Token.Text);
        }

        await Check();
    }

    private static string Base64Url(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private async Task Check()
    {
        (Signature, Verdict, PolicyProblem, Warnings) = (null, null, null, []);
        if (Decoded is not { } token) return;
        IKeySet? keys = Policy.AsApi ? _tokens.Policy.Keys : Key.Reading is { Keys: { Count: > 0 } given } ? new FixedKeySet(given) : null;
        Signature = SignatureFinding.Of(token, keys, Key.Reading?.Problem, _tokens,
            Policy.AsApi ? _tokens.Policy.Algorithms : SigningAlgorithms.Jose);
        Warnings = _tokens.Warn(token, Policy.AsApi ? null : Key.Only);
        if (token.Parts.Count == 0) return;
        PolicyProblem = token.IsEncrypted ? "A policy is about claims, and these are encrypted. Decrypt the token first."
            : keys is null ? "A policy trusts nothing without a key. Give the key first."
            : token is { Parts.Count: 3, Payload: null, Header: not null } && Signature is { Fits: true }
                ? "The payload is no JSON object: a good JWS, and no JWT. A policy about claims has nothing to ask."
            : null;
        if (PolicyProblem is not null) return;
        if (Policy.AsApi) Verdict = await _tokens.ValidateAsync(token.Text);
        else if (Policy.Build(keys!, out var problem) is { } policy) Verdict = await _tokens.ValidateAsync(token.Text, policy);
        else PolicyProblem = problem;
    }
}

/// <summary>What came out of an encrypted token.</summary>
/// <param name="IsToken">True when the plaintext is itself a token (RFC 7519 section 5.2, nested).</param>
public sealed record JweReadingShown(string? Text, string? Problem, bool IsToken)
{
    public override string ToString() => Problem ?? "decrypted (redacted)";
}
