namespace BlazorJwt.Components.Teaching;

/// <summary>A file of this app that a page shows.</summary>
/// <param name="Caption">The text before its path.</param>
/// <param name="Path">From the top of the repository.</param>
/// <param name="Mark">Text of the line where the part starts that did the work; null for the whole file.</param>
public sealed record CodeLink(string Caption, string Path, string? Mark = null);
