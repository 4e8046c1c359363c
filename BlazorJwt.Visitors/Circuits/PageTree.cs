namespace BlazorJwt.Visitors.Circuits;

/// <summary>What a browser would show of a circuit, kept up to date from its render batches as the framework's script does it
/// (BrowserRenderer.ts).</summary>
internal sealed class PageTree
{
    private readonly Dictionary<int, PageNode> _components = [];

    /// <summary>The roots: those that no other component holds.</summary>
    public IEnumerable<PageNode> Roots => _components.Values.Where(component => component.Parent is null);

    public IEnumerable<PageNode> All() => Roots.SelectMany(root => root.All());

    public void Apply(ReadOnlySpan<byte> bytes)
    {
        var batch = new RenderBatch(bytes);
        for (var index = 0; index < batch.UpdatedComponents; index++)
        {
            var (id, edits, count) = batch.Updated(index);
            Apply(batch, Component(id), edits, count);
        }
    }

    private PageNode Component(int id) => _components.TryGetValue(id, out var known) ? known : _components[id] = new();

    private void Apply(RenderBatch batch, PageNode parent, int edits, int count)
    {
        List<(int From, int To)> moves = [];
        for (var index = 0; index < count; index++)
        {
            var edit = batch.EditAt(edits, index);
            switch (edit.Kind)
            {
                case RenderBatch.EditKind.PrependFrame: Insert(batch, parent, edit.Sibling, edit.Index); break;
                case RenderBatch.EditKind.RemoveFrame: parent.Children.RemoveAt(edit.Sibling); break;
                case RenderBatch.EditKind.SetAttribute: Set(parent.Children[edit.Sibling], batch.FrameAt(edit.Index)); break;
                case RenderBatch.EditKind.RemoveAttribute: parent.Children[edit.Sibling].Attributes.Remove(edit.Name!); break;
                case RenderBatch.EditKind.UpdateText
                    or RenderBatch.EditKind.UpdateMarkup:
                    parent.Children[edit.Sibling].Content = batch.FrameAt(edit.Index).Value; break;
                case RenderBatch.EditKind.StepIn: parent = parent.Children[edit.Sibling]; break;
                case RenderBatch.EditKind.StepOut: parent = parent.Parent!; break;
                case RenderBatch.EditKind.PermutationListEntry: moves.Add((edit.Sibling, edit.Index)); break;
                case RenderBatch.EditKind.PermutationListEnd: Move(parent, moves); break;
                default: throw new NotSupportedException($"{edit.Kind}");
            }
        }
    }

    // All at once: each goes from where it was before any of them moved.
    private static void Move(PageNode parent, List<(int From, int To)> moves)
    {
        var before = parent.Children.ToArray();
        foreach (var (from, to) in moves) parent.Children[to] = before[from];
        moves.Clear();
    }

    /// <returns>How many children were inserted: a region is none itself, and hands its own on to the parent.</returns>
    private int Insert(RenderBatch batch, PageNode parent, int at, int index)
    {
        var frame = batch.FrameAt(index);
        switch (frame.Kind)
        {
            case RenderBatch.FrameKind.Element:
                var element = new PageNode { Element = frame.Name };
                parent.Insert(at, element);
                InsertRange(batch, element, 0, index + 1, index + frame.Length);
                return 1;
            case RenderBatch.FrameKind.Text or RenderBatch.FrameKind.Markup:
                parent.Insert(at, new() { Content = frame.Value });
                return 1;
            case RenderBatch.FrameKind.Component:
                var component = Component((int)frame.Id);
                parent.Insert(at, component);
                return 1;
            case RenderBatch.FrameKind.Region:
                return InsertRange(batch, parent, at, index + 1, index + frame.Length);
            case RenderBatch.FrameKind.Attribute:
                Set(parent, frame);
                return 0;
            default:
                return 0;
        }
    }

    private int InsertRange(RenderBatch batch, PageNode parent, int at, int from, int end)
    {
        var inserted = 0;
        for (var index = from; index < end; index += batch.FrameAt(index).Length) inserted += Insert(batch, parent, at + inserted, index);
        return inserted;
    }

    private static void Set(PageNode element, RenderBatch.Frame attribute) =>
        element.Attributes[attribute.Name!] = (attribute.Value, attribute.Id);
}
