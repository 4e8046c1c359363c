namespace BlazorJwt.Components.Clinic;

/// <summary>How much a sign says.</summary>
public enum SignStrength
{
    /// <summary>It goes with several cases.</summary>
    Hint = 1,

    /// <summary>It goes with this case most of the time.</summary>
    Likely = 2,

    /// <summary>It goes with this case alone.</summary>
    Certain = 3,
}

/// <summary>Words that a case is recognised by. No pattern: plain words are found in one pass, whatever the text is.</summary>
/// <param name="Words">All of them must be in the text and near each other, in any order and in any case of letters. The first one is where
/// the error is.</param>
public sealed record Sign(SignStrength Strength, params IReadOnlyList<string> Words)
{
    /// <summary>The library of another platform whose words these are; null for .NET.</summary>
    internal string? Library { get; init; }

    /// <summary>The words as a text is searched for them.</summary>
    internal IReadOnlyList<string> Flat { get; } = [.. Words.Select(PastedText.Squeezed)];

    internal static Sign Certain(params string[] words) => new(SignStrength.Certain, words);

    internal static Sign Likely(params string[] words) => new(SignStrength.Likely, words);

    internal static Sign Hint(params string[] words) => new(SignStrength.Hint, words);

    /// <summary>Each of the codes together with the same words.</summary>
    internal static IEnumerable<Sign> Each(IEnumerable<string> codes, params string[] words) =>
        codes.Select(code => Certain([code, .. words]));

    internal bool Says(string word) => Words.Any(words => words.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>What a match is worth: strength first, then how many letters had to fit.</summary>
    internal int Worth => ((int)Strength * 1000) + Flat.Sum(word => word.Length);
}
