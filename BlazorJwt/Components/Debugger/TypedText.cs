namespace BlazorJwt.Components.Debugger;

/// <summary>
/// The text of a field that a visitor types in. What is typed is never written back, so a slow connection takes no letter away; only
/// what the page itself puts there makes a new field.
/// </summary>
public sealed class TypedText
{
    /// <summary>The longest text a field takes. Blazor sends it twice with each letter, and the hub's bound leaves room for that (Hosting/HostingOptions).</summary>
    public const int Longest = 20_000;

    /// <summary>What stands in the field now.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What the page put there last.</summary>
    public string Shown { get; private set; } = "";

    /// <summary>Changes whenever the page put a text there: the key of the field.</summary>
    public int Version { get; private set; }

    /// <summary>True for a text past the bound: the field took one letter more than is read, to be able to say so.</summary>
    public bool IsTooLong => Text.Length > Longest;

    /// <summary>True when nothing but space stands there.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Text);

    /// <summary>Takes what a visitor typed.</summary>
    public void Type(string? text) => Text = text ?? "";

    /// <summary>Puts a text into the field in place of what stands there.</summary>
    public void Put(string text)
    {
        if (text == Text) return;
        Text = Shown = text;
        Version++;
    }
}
