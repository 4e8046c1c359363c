using System.Text;

namespace BlazorJwt.Visitors.Circuits;

/// <summary>An element, a text, a piece of markup or a component of a page that no browser shows.</summary>
internal sealed class PageNode
{
    /// <summary>The element's name; null for all else.</summary>
    public string? Element { get; init; }

    /// <summary>Text or markup; null for an element or a component.</summary>
    public string? Content { get; set; }

    public PageNode? Parent { get; set; }

    public List<PageNode> Children { get; } = [];

    /// <summary>The element's attributes, and the number of the handler of each that is an event.</summary>
    public Dictionary<string, (string? Value, ulong Handler)> Attributes { get; } = new(StringComparer.Ordinal);

    /// <summary>All text in it, words separated by single spaces.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            foreach (var node in All()) text.Append(node.Content);
            return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
    }

    /// <summary>This and all below, in the order of the document.</summary>
    public IEnumerable<PageNode> All() => Children.SelectMany(child => child.All()).Prepend(this);

    public void Insert(int index, PageNode child)
    {
        child.Parent = this;
        Children.Insert(index, child);
    }
}
