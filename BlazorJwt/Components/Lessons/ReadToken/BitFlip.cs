using System.Buffers.Text;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Components.Lessons.ReadToken;

/// <summary>One bit of one part of a token, to be turned over.</summary>
/// <param name="Part">0 for the header, 1 for the payload, 2 for the signature.</param>
/// <param name="Byte">Which byte of the part, from 1.</param>
/// <param name="Bit">Which bit of the byte, from 1; 1 is the highest.</param>
internal sealed record BitFlip(int Part, int Byte, int Bit)
{
    public static int Size(DecodedToken token, int part) => token.Parts[part].Bytes?.Length ?? 0;

    /// <summary>Any bit of a token, each as likely as the next.</summary>
    public static BitFlip Any(DecodedToken token)
    {
        var at = Random.Shared.Next(Enumerable.Range(0, 3).Sum(part => Size(token, part)));
        var part = 0;
        while (at >= Size(token, part)) at -= Size(token, part++);
        return new(part, at + 1, Random.Shared.Next(8) + 1);
    }

    /// <summary>The token with this bit turned over and all others as they were.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part has no such byte, or a byte no such bit.</exception>
    public string Apply(DecodedToken token)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Bit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Bit, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(Byte, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Byte, Size(token, Part));
        var bytes = token.Parts[Part].Bytes!.Value.ToArray();
        bytes[Byte - 1] ^= Mask;
        return string.Join('.', token.Parts.Select((part, index) => index == Part ? Base64Url.EncodeToString(bytes) : part.Text));
    }

    /// <summary>What the bit changes, in a sentence. Of the signature no value is told.</summary>
    public string Describe(DecodedToken token)
    {
        var where = $"Bit {Bit} of byte {Byte} of the {token.Parts[Part].Name}";
        if (Part == 2) return $"{where} is turned over.";
        var before = token.Parts[Part].Bytes!.Value.Span[Byte - 1];
        var after = (byte)(before ^ Mask);
        return $"{where} is turned over: {Shown(before)} is {Shown(after)} now.";
    }

    private byte Mask => (byte)(1 << (8 - Bit));

    private static string Shown(byte one) => one is > 32 and < 127 ? $"‘{(char)one}’ ({one:B8})" : $"{one:B8}";
}
