namespace BlazorJwt.Components.Clinic;

/// <summary>A case that a text points to.</summary>
/// <param name="Sign">What was found of it.</param>
/// <param name="Level">Where it was found.</param>
public sealed record Finding(ClinicCase Case, Sign Sign, Level Level)
{
    /// <summary>True when the case is this one and no other.</summary>
    public bool IsCertain => Sign.Strength == SignStrength.Certain && !Level.IsSource;
}

/// <summary>Which error of a text a place belongs to, and how many exceptions are around it.</summary>
/// <param name="IsSource">True when no line of a log or an error has the words: only source code has, which can name any error.</param>
public readonly record struct Level(int Error, int Depth, bool IsSource = false);
