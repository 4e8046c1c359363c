namespace BlazorJwt.HttpLog;

/// <summary>The beginning of a body that goes by, and how long the whole of it was.</summary>
internal sealed class BodyCopy(int most)
{
    private byte[] _kept = [];
    private int _count;

    public long Total { get; private set; }

    /// <summary>The first of them.</summary>
    public ReadOnlySpan<byte> Kept => _kept.AsSpan(0, _count);

    /// <summary>Keeps what still has room. Most bodies come in one piece, which gets an array of just its size.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Total += bytes.Length;
        var room = Math.Min(bytes.Length, most - _count);
        if (room <= 0) return;
        if (_kept.Length < _count + room)
            Array.Resize(ref _kept, _count == 0 ? room : Math.Min(most, Math.Max(_count + room, _kept.Length * 2)));
        bytes[..room].CopyTo(_kept.AsSpan(_count));
        _count += room;
    }
}
