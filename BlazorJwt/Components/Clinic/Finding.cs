namespace BlazorJwt.Components.Clinic;

/// <summary>A case that a text points to.</summary>
/// <param name="Sign">What was found of it.</param>
/// <param name="Level">Where it was found.</param>
public sealed record Finding(ClinicCase Case, Sign Sign, Level Level);

/// <summary>Which error of a text a place belongs to, and how many exceptions are around it.</summary>
public readonly record struct Level(int Error, int Depth);
