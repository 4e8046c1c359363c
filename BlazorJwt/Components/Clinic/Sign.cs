namespace BlazorJwt.Components.Clinic;

/// <summary>How much a sign says.</summary>
public enum SignStrength
{
    /// <summary>It is in the messages of other cases, and is shown after them.</summary>
    Beside = 0,

    /// <summary>It goes with several cases.</summary>
    Hint = 1,

    /// <summary>It goes with this case most of the time.</summary>
    Likely = 2,

    /// <summary>A code that has no case of its own: this one is next to it.</summary>
    Near = 3,

    /// <summary>It goes with this case alone.</summary>
    Certain = 4,
}

/// <summary>Words that a case is recognised by. No pattern: plain words are found in one pass, whatever the text is.</summary>
/// <param name="Words">All of them must be in the text and near each other, in any order and in any case of letters. The first one is where
/// the error is.</param>
public sealed record Sign(SignStrength Strength, params IReadOnlyList<string> Words)
{
    /// <summary>The library of another platform whose words these are; null for .NET.</summary>
    internal string? Library { get; init; }

    /// <summary>A word that must not be near the others; null for none.</summary>
    internal string? Unless { get; init; }

    /// <summary>The words as a text is searched for them.</summary>
    internal IReadOnlyList<string> Flat { get; } = [.. Words.Select(PastedText.Squeezed)];

    internal string? FlatUnless => Unless is null ? null : PastedText.Squeezed(Unless);

    internal static Sign Certain(params string[] words) => new(SignStrength.Certain, words);

    internal static Sign Near(string code) => new(SignStrength.Near, code);

    internal static Sign Likely(params string[] words) => new(SignStrength.Likely, words);

    internal static Sign Hint(params string[] words) => new(SignStrength.Hint, words);

    internal static Sign Beside(params string[] words) => new(SignStrength.Beside, words);

    /// <summary>A case's sign for each word, together with the same other words.</summary>
    internal static IEnumerable<Sign> Each(IEnumerable<string> first, params string[] words) =>
        first.Select(word => Certain([word, .. words]));

    internal bool Says(string word) => Words.Any(words => words.Contains(word, StringComparison.OrdinalIgnoreCase))
        || Library?.Split(' ', '(').Any(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)) == true;

    /// <summary>What a match is worth: strength first, then how many letters had to fit.</summary>
    internal int Worth => ((int)Strength * 1000) + Flat.Sum(word => word.Length);
}
