using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens;

/// <summary>The SHA-256 of a whole token, signature and all. It names the token, and nobody can make another one with the same.</summary>
internal readonly record struct TokenDigest(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    /// <summary>Says nothing: what names a token can be compared with one.</summary>
    public override string ToString() => "digest of a token (redacted)";

    /// <summary>Compares in a time that does not depend on where the two differ.</summary>
    public bool Matches(TokenDigest other) =>
        ((First ^ other.First) | (Second ^ other.Second) | (Third ^ other.Third) | (Fourth ^ other.Fourth)) == 0;

    /// <summary>The digest of a text; false for one that is no token, since a token is ASCII.</summary>
    public static bool TryOf(ReadOnlySpan<char> text, out TokenDigest digest)
    {
        digest = default;
        var bytes = text.Length <= 4096 ? stackalloc byte[text.Length] : new byte[text.Length];
        if (Ascii.FromUtf16(text, bytes, out _) is not System.Buffers.OperationStatus.Done) return false;

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        var words = MemoryMarshal.Cast<byte, ulong>(hash);
        digest = new(words[0], words[1], words[2], words[3]);
        return true;
    }
}
