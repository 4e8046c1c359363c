using System.Buffers.Text;
using System.Text;
using BlazorJwt.Api.TrustedIssuers;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Components.Debugger;

/// <summary>The key a visitor gives, makes or converts. Nothing that happens here touches the token.</summary>
public sealed class KeyEditor
{
    internal TypedText Text { get; } = new();

    /// <summary>What the text is, chosen on purpose: a secret in the wrong spelling is another secret.</summary>
    internal KeyForm Form { get; private set; } = KeyForm.Pem;

    /// <summary>The algorithm of a key that does not name its own, and of a new one.</summary>
    internal string Algorithm { get; private set; } = SigningAlgorithms.ES256;

    /// <summary>What the text was read as; null while there is none.</summary>
    internal KeyReading? Reading { get; private set; }

    /// <summary>The private half of a public key that this page made; null when another stands in the field.</summary>
    internal TokenKey? Hidden { get; private set; }

    /// <summary>Where the keys came from, or why none came, when an issuer was asked for them; null otherwise.</summary>
    internal IssuerFinding? Asked { get; private set; }

    internal TokenKey? Only => Reading?.Keys is [var only] ? only : null;

    internal void Type(string? text)
    {
        Text.Type(text);
        (Hidden, Asked) = (null, null);
        Read();
    }

    internal void Choose(KeyForm form)
    {
        Form = form;
        Read();
    }

    internal void Choose(string algorithm)
    {
        Algorithm = algorithm;
        Read();
    }

    internal void Clear() => Show("", Form, null);

    /// <summary>Makes a key for the chosen algorithm and puts it there, private half and all: it is made to sign with.</summary>
    internal void Make()
    {
        var key = TokenKey.Create(Algorithm);
        Put(key, Form is KeyForm.Jwk ? KeyForm.Jwk : key.IsShared ? KeyForm.Base64UrlSecret : KeyForm.Pem, isPrivate: true);
    }

    /// <summary>Puts a key of this page there: a shared secret as it is, of a pair the public half, with the private one kept.</summary>
    internal void PutPublic(TokenKey key)
    {
        Algorithm = key.Algorithm;
        Put(key, key.IsShared ? KeyForm.Base64UrlSecret : KeyForm.Pem, isPrivate: false);
        if (!key.IsShared) Hidden = key;
    }

    /// <summary>Puts a secret there that is no signing key: the one of an encrypted token.</summary>
    internal void PutSecret(string base64Url) => Show(base64Url, KeyForm.Base64UrlSecret, null);

    /// <summary>Puts the keys there that an issuer gave. Without any, the field stays as it is.</summary>
    internal void PutAnswer(string issuer, IssuerAnswer answer)
    {
        if (answer is { KeySet: { } set, Problem: null }) Show(set, KeyForm.Jwk, null);
        Asked = new(issuer, answer);
    }

    /// <summary>Puts the private half there, of a pair that this page made.</summary>
    internal void Reveal()
    {
        if (Hidden is { } key) Put(key, Form is KeyForm.Jwk ? KeyForm.Jwk : KeyForm.Pem, isPrivate: true);
    }

    /// <summary>The forms the one key can be written in, other than the one it stands in.</summary>
    internal IEnumerable<KeyForm> OtherForms => Only is not { } key ? []
        : (key.IsShared
            ? (KeyForm[])[KeyForm.PlainSecret, KeyForm.Base64UrlSecret, KeyForm.HexSecret, KeyForm.Jwk]
            : [KeyForm.Pem, KeyForm.Jwk])
            .Where(form => form != Form && (form is not KeyForm.PlainSecret || PlainText(key) is not null));

    internal void Convert(KeyForm form)
    {
        if (Only is not { } key) return;
        var hidden = Hidden;
        Put(key, form, key.HasPrivateHalf);
        Hidden = hidden;
    }

    internal bool ShowsPrivateHalf => Only is { IsShared: false } key && key.HasPrivateHalf;

    /// <summary>Leaves only the public half in the field. The private one is forgotten.</summary>
    internal void KeepPublic()
    {
        if (Only is { IsShared: false } key) Put(key, Form is KeyForm.Jwk ? KeyForm.Jwk : KeyForm.Pem, isPrivate: false);
    }

    private void Put(TokenKey key, KeyForm form, bool isPrivate) => Show(Write(key, form, isPrivate), form, null);

    private void Show(string text, KeyForm form, TokenKey? hidden)
    {
        Text.Put(text);
        Form = form;
        (Hidden, Asked) = (hidden, null);
        Read();
    }

    private void Read()
    {
        Reading = Text.Text.Length == 0 ? null
            : Text.IsTooLong ? new([], $"At most {TypedText.Longest:N0} characters are read, and the field took no more.", [])
            : KeyReader.Read(Text.Text, Form, Algorithm);
        // A key that names its algorithm is for that one alone.
        if (Only is { } key) Algorithm = key.Algorithm;
    }

    private static string Write(TokenKey key, KeyForm form, bool isPrivate) => form switch
    {
        KeyForm.Jwk => isPrivate || key.IsShared ? KeyWriter.PrivateJwk(key) : KeyWriter.PublicJwk(key),
        KeyForm.Pem => isPrivate ? KeyWriter.PrivatePem(key) : KeyWriter.PublicPem(key),
        KeyForm.HexSecret => System.Convert.ToHexStringLower(Secret(key)),
        KeyForm.Base64UrlSecret => Base64Url.EncodeToString(Secret(key)),
        _ => PlainText(key) ?? "",
    };

    private static byte[] Secret(TokenKey key) => ((SymmetricSecurityKey)key.SecurityKey).Key;

    // Only what can be typed again: letters of any alphabet, no control characters.
    private static string? PlainText(TokenKey key)
    {
        var secret = Secret(key);
        if (!System.Text.Unicode.Utf8.IsValid(secret)) return null;
        var text = Encoding.UTF8.GetString(secret);
        return text.Any(char.IsControl) ? null : text;
    }
}
