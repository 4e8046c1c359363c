using System.Buffers.Binary;
using System.Text;

namespace BlazorJwt.Visitors.Circuits;

/// <summary>A render batch as the framework's own script reads it: tables of fixed-size entries, and at the end where each table
/// begins.</summary>
internal readonly ref struct RenderBatch(ReadOnlySpan<byte> bytes)
{
    private const int FrameSize = 20;
    private const int EditSize = 16;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int UpdatedComponents => Int(Int(_bytes.Length - 20));

    /// <summary>One component of them: its number, where its edits begin, and how many they are.</summary>
    public (int ComponentId, int Edits, int Count) Updated(int index)
    {
        var at = Int(Int(_bytes.Length - 20) + 4 + index * 4);
        return (Int(at), at + 8, Int(at + 4));
    }

    public Edit EditAt(int edits, int index)
    {
        var at = edits + index * EditSize;
        return new((EditKind)Int(at), Int(at + 4), Int(at + 8), Text(Int(at + 12)));
    }

    public Frame FrameAt(int index)
    {
        var at = Int(_bytes.Length - 16) + 4 + index * FrameSize;
        var kind = (FrameKind)Int(at);
        return kind switch
        {
            FrameKind.Element => new(kind, Int(at + 4), Text(Int(at + 8)), null, 0),
            FrameKind.Text or FrameKind.Markup => new(kind, 1, null, Text(Int(at + 4)), 0),
            FrameKind.Attribute => new(kind, 1, Text(Int(at + 4)), Text(Int(at + 8)),
                BinaryPrimitives.ReadUInt64LittleEndian(_bytes[(at + 12)..])),
            FrameKind.Component => new(kind, Int(at + 4), null, null, (ulong)Int(at + 8)),
            FrameKind.Region => new(kind, Int(at + 4), null, null, 0),
            _ => new(kind, 1, null, null, 0),
        };
    }

    private int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(_bytes[at..]);

    private string? Text(int index)
    {
        if (index < 0) return null;
        var at = Int(Int(_bytes.Length - 4) + index * 4);
        var (length, shift) = (0, 0);
        for (byte part; ; shift += 7)
        {
            part = _bytes[at++];
            length |= (part & 0x7F) << shift;
            if (part < 0x80) break;
        }

        return Encoding.UTF8.GetString(_bytes.Slice(at, length));
    }

    internal enum EditKind
    {
        PrependFrame = 1, RemoveFrame, SetAttribute, RemoveAttribute, UpdateText, StepIn, StepOut, UpdateMarkup,
        PermutationListEntry, PermutationListEnd
    }

    internal enum FrameKind
    {
        None, Element, Text, Attribute, Component, Region, ElementReferenceCapture, ComponentReferenceCapture, Markup,
        ComponentRenderMode, NamedEvent
    }

    /// <param name="Kind">What is to be done.</param>
    /// <param name="Sibling">To which child.</param>
    /// <param name="Index">The frame to take from; of a permutation where the child goes.</param>
    /// <param name="Name">The attribute to take off.</param>
    internal readonly record struct Edit(EditKind Kind, int Sibling, int Index, string? Name);

    /// <param name="Kind">What it describes.</param>
    /// <param name="Length">How many frames belong to it, itself among them.</param>
    /// <param name="Name">Of an element or an attribute.</param>
    /// <param name="Value">Text, markup, or the attribute's value.</param>
    /// <param name="Id">The attribute's event handler, or the component's number; 0 for none.</param>
    internal readonly record struct Frame(FrameKind Kind, int Length, string? Name, string? Value, ulong Id);
}
