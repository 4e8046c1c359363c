using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace BlazorJwt.Tests.Support;

/// <summary>
/// Finds things on a page the way a visitor does: by what they are and what they are called. A name is what a screen reader would say: the
/// label, the caption, the text. It may go on after what is asked for, so "Try it" finds the section "Try it in your own browser".
/// </summary>
internal static class Sight
{
    private const string Regions = "section, aside, nav, fieldset, [role=region], [role=group]";

    public static IElement Button(this IRenderedComponent<IComponent> page, string name) => page.One("button", name);

    public static IElement Link(this IRenderedComponent<IComponent> page, string name) => page.One("a[href]", name);

    public static IElement Field(this IRenderedComponent<IComponent> page, string name) => page.One("input, select, textarea", name);

    public static IElement Region(this IRenderedComponent<IComponent> page, string name) => page.One(Regions, name);

    public static IElement Heading(this IRenderedComponent<IComponent> page, string name) => page.One("h1, h2, h3", name);

    public static IElement Table(this IRenderedComponent<IComponent> page, string name) => page.One("table", name);

    /// <summary>The part that opens at a click, by what stands on it while it is closed.</summary>
    public static IElement Details(this IRenderedComponent<IComponent> page, string name) => page.One("details", name);

    public static bool Shows(this IRenderedComponent<IComponent> page, string text) => page.Text().Contains(text, StringComparison.Ordinal);

    public static bool HasButton(this IRenderedComponent<IComponent> page, string name) =>
        page.FindAll("button").Any(button => Name(button, page) == name);

    public static bool HasRegion(this IRenderedComponent<IComponent> page, string name) =>
        page.FindAll(Regions).Select(region => Name(region, page)).Any(found => found == name || Begins(found, name));

    /// <summary>Chooses an option of a field by what stands in the list.</summary>
    public static Task ChooseAsync(this IRenderedComponent<IComponent> page, string field, string option)
    {
        var select = page.Field(field);
        return select.ChangeAsync(Pick(select.QuerySelectorAll("option"), "option", option, Text).GetAttribute("value"));
    }

    /// <summary>What a screen reader says by itself when it changes.</summary>
    public static string Status(this IRenderedComponent<IComponent> page) =>
        string.Join(" ", page.FindAll("[role=status], [role=alert]").Select(Text)).Trim();

    /// <summary>All text of the page, as one line.</summary>
    public static string Text(this IRenderedComponent<IComponent> page) =>
        Collapse(string.Concat(page.Nodes.Select(node => node.TextContent)));

    /// <summary>The text, as one line.</summary>
    public static string Text(this IElement element) => Collapse(element.TextContent);

    /// <summary>The row of a table with this heading.</summary>
    public static IElement Row(this IElement table, string heading) =>
        Pick(table.QuerySelectorAll("tbody tr"), "row", heading, row => row.QuerySelector("th")?.Text() ?? "");

    /// <summary>The cells of a row, without its heading.</summary>
    public static string[] Cells(this IElement row) => [.. row.QuerySelectorAll("td").Select(Text)];

    private static IElement One(this IRenderedComponent<IComponent> page, string selector, string name) =>
        Pick(page.FindAll(selector), selector, name, element => Name(element, page));

    private static IElement Pick(IEnumerable<IElement> found, string what, string name, Func<IElement, string> nameOf)
    {
        var all = found.ToArray();
        return all.FirstOrDefault(element => nameOf(element) == name)
            ?? all.FirstOrDefault(element => Begins(nameOf(element), name))
            ?? throw new InvalidOperationException($"There is no {what} '{name}'. There is: {string.Join(" | ", all.Select(nameOf))}");
    }

    private static bool Begins(string text, string name) =>
        text.StartsWith(name, StringComparison.Ordinal) && text.Length > name.Length && !char.IsLetterOrDigit(text[name.Length]);

    private static string Name(IElement element, IRenderedComponent<IComponent> page) =>
        element.GetAttribute("aria-label")
        ?? (element.GetAttribute("aria-labelledby") is { } id ? page.Find($"#{id}").Text() : null)
        ?? element.LocalName switch
        {
            "input" or "select" or "textarea" => Label(element, page)?.Text() ?? "",
            "table" => element.QuerySelector("caption")?.Text() ?? "",
            "fieldset" => element.QuerySelector("legend")?.Text() ?? "",
            "details" => element.QuerySelector("summary")?.Text() ?? "",
            _ => element.Text(),
        };

    private static IElement? Label(IElement field, IRenderedComponent<IComponent> page) =>
        page.FindAll("label").FirstOrDefault(label => field.Id is { } id && label.GetAttribute("for") == id) ?? field.Closest("label");

    private static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
