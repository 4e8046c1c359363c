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
/// <param name="Words">All of them must stand in the text, in any order and in any case of letters.</param>
public sealed record Sign(SignStrength Strength, params IReadOnlyList<string> Words)
{
    internal static Sign Certain(params string[] words) => new(SignStrength.Certain, words);

    internal static Sign Likely(params string[] words) => new(SignStrength.Likely, words);

    internal static Sign Hint(params string[] words) => new(SignStrength.Hint, words);

    /// <summary>What a match is worth: strength first, then how many letters had to fit.</summary>
    internal int Worth => ((int)Strength * 1000) + Words.Sum(word => word.Length);
}
