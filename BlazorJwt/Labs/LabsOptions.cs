namespace BlazorJwt.Labs;

/// <summary>The settings of what is broken on purpose, section <c>Labs</c>.</summary>
public sealed class LabsOptions
{
    /// <summary>The section of the settings these come from.</summary>
    public const string Section = "Labs";

    /// <summary>False to switch off every hostile script and every forgery of this app.</summary>
    public bool Enabled { get; set; } = true;
}
