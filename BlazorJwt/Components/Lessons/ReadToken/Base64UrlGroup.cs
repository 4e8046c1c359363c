using System.Buffers.Text;
using System.Globalization;

namespace BlazorJwt.Components.Lessons.ReadToken;

/// <summary>Up to three bytes and the characters for them (RFC 4648 section 5): the same bits, cut by eight or by six.</summary>
/// <param name="Bytes">One to three bytes.</param>
/// <param name="Characters">Two to four characters.</param>
internal sealed record Base64UrlGroup(byte[] Bytes, string Characters)
{
    /// <summary>Three bytes have as many bits as four characters: 24.</summary>
    public const int MostBytes = 3;

    /// <summary>The bits in their order, with the zeros that fill up the last character.</summary>
    public string Bits =>
        string.Concat(Bytes.Select(one => one.ToString("B8", CultureInfo.InvariantCulture))).PadRight(Characters.Length * 6, '0');

    /// <summary>How many zeros fill up the last character: 0, 2 or 4.</summary>
    public int Spare => Characters.Length * 6 - Bytes.Length * 8;

    /// <summary>The number of each character in the alphabet, 0 to 63: what six bits say.</summary>
    public IEnumerable<int> Numbers => Bits.Chunk(6).Select(six => Convert.ToInt32(new string(six), 2));

    /// <summary>How many groups some bytes make.</summary>
    public static int Count(int bytes) => (bytes + MostBytes - 1) / MostBytes;

    /// <param name="index">Which group, from 0.</param>
    public static Base64UrlGroup At(byte[] all, int index)
    {
        var bytes = all.Skip(index * MostBytes).Take(MostBytes).ToArray();
        return new(bytes, Base64Url.EncodeToString(bytes));
    }

    /// <summary>A byte as a person reads it: the ASCII character, or a dot for what has none.</summary>
    public static string Letter(byte one) => one is > 32 and < 127 ? ((char)one).ToString() : one == 32 ? "␠" : "·";
}
