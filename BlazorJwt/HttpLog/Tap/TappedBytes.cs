using System.Text;

namespace BlazorJwt.HttpLog.Tap;

/// <summary>What went over a connection in one direction, byte by byte.</summary>
/// <param name="Kept">The first of the bytes.</param>
/// <param name="Total">How many there were.</param>
public sealed record TappedBytes(ReadOnlyMemory<byte> Kept, long Total)
{
    internal static TappedBytes None { get; } = new(ReadOnlyMemory<byte>.Empty, 0);

    /// <summary>Where a text begins in what was kept, for each time it occurs.</summary>
    /// <param name="text">ASCII, as everything in the head of a request is.</param>
    internal IReadOnlyList<int> Find(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var wanted = Encoding.ASCII.GetBytes(text);
        var found = new List<int>();
        for (var from = 0; Kept.Span[from..].IndexOf(wanted) is >= 0 and var next; from += next + wanted.Length) found.Add(from + next);
        return found;
    }

    public override string ToString() => $"{Total} bytes (redacted)";

    /// <summary>What a stream has copied so far.</summary>
    internal static TappedBytes Of(CopiedStream stream) => new(stream.Copy.Kept.ToArray(), stream.Copy.Total);
}
