using System.Buffers.Text;
using System.Security.Cryptography;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.AuthorizationServer.Refresh;

/// <summary>
/// The form of a refresh token: <c>rt1</c>, the family's id, and a secret of 256 random bits, with dots between. It says nothing of its
/// owner, and only the server that made it can tell what it is worth (RFC 6749 section 1.5). A scanner finds the prefix.
/// </summary>
internal static class RefreshToken
{
    public const string Prefix = "rt1.";

    private const int FamilyBytes = 16;
    private const int SecretBytes = 32;
    private const int FamilyLength = 22;
    private const int SecretLength = 43;

    /// <summary>How long every one is, in characters.</summary>
    public const int Length = 4 + FamilyLength + 1 + SecretLength;

    /// <summary>An id for a new family: 128 random bits. It is a name and no secret.</summary>
    public static string NewFamilyId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(FamilyBytes));

    public static string New(string familyId) =>
        $"{Prefix}{familyId}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";

    /// <summary>The family a text names; null for a text that is no refresh token.</summary>
    public static string? FamilyOf(string? text) =>
        text is { Length: Length } && text.StartsWith(Prefix, StringComparison.Ordinal) && text[Prefix.Length + FamilyLength] is '.'
            && IsFamilyId(text.Substring(Prefix.Length, FamilyLength))
            && Base64Url.IsValid(text.AsSpan(Length - SecretLength), out var bytes) && bytes == SecretBytes
            ? text.Substring(Prefix.Length, FamilyLength)
            : null;

    /// <summary>True for a text that can be the id of a family.</summary>
    public static bool IsFamilyId(string? text) => text is { Length: FamilyLength } && Base64Url.IsValid(text, out var bytes)
        && bytes == FamilyBytes;
}
