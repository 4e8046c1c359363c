namespace BlazorJwt.Labs;

/// <summary>The settings of what is broken on purpose, section <c>Labs</c>.</summary>
public sealed class LabsOptions
{
    /// <summary>The section of the settings these come from.</summary>
    public const string Section = "Labs";

    /// <summary>False to switch off every hostile script and every forgery of this app.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// A second name of this server, for the labs that need another site: <c>evil.example</c> or <c>evil.example:8443</c>. Null: only where
    /// the app is opened by a loopback name, which has a second one.
    /// </summary>
    public string? EvilHost { get; set; }

    /// <summary>True when <see cref="EvilHost"/> is left out, or is a name with or without a port.</summary>
    internal bool IsEvilHostReadable => EvilHost is null || (Uri.TryCreate($"http://{EvilHost}/", UriKind.Absolute, out var address)
        && address is { AbsolutePath: "/", UserInfo: "", Query: "", Fragment: "" } && EvilHost.Trim() == EvilHost && EvilHost.Length > 0);
}
