namespace BlazorJwt.Components.Debugger;

/// <summary>
/// The text of a field that a visitor types in. What is typed is never written back, so a slow connection takes no letter away; only
/// what the page itself puts there makes a new field.
/// </summary>
public sealed class TypedText
{
    /// <summary>The longest text a field takes. The hub's bound leaves room for it twice (Hosting/HostingOptions).</summary>
    internal const int Longest = 20_000;

    internal string Text { get; private set; } = "";

    /// <summary>What the page put there last.</summary>
    internal string Shown { get; private set; } = "";

    /// <summary>Changes whenever the page put a text there: the key of the field.</summary>
    internal int Version { get; private set; }

    /// <summary>True for a text past the bound: the field took one letter more than is read, to be able to say so.</summary>
    internal bool IsTooLong => Text.Length > Longest;

    internal bool IsEmpty => string.IsNullOrWhiteSpace(Text);

    internal void Type(string? text) => Text = text ?? "";

    /// <summary>Puts a text into the field in place of what is there.</summary>
    internal void Put(string text)
    {
        if (text == Text) return;
        Text = Shown = text;
        Version++;
    }
}
