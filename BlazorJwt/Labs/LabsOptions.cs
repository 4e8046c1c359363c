namespace BlazorJwt.Labs;

/// <summary>The settings of what is broken on purpose, section <c>Labs</c>.</summary>
internal sealed class LabsOptions
{
    public const string Section = "Labs";

    /// <summary>False switches off every lab of this app.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// A second name of this server, for the labs that need another site: <c>evil.example</c> or <c>evil.example:8443</c>. Without it they
    /// work only where the app is opened by a loopback name, which has a second one.
    /// </summary>
    public string? EvilHost { get; set; }

    internal bool IsEvilHostReadable => EvilHost is null || (Uri.TryCreate($"http://{EvilHost}/", UriKind.Absolute, out var address)
        && address is { AbsolutePath: "/", UserInfo: "", Query: "", Fragment: "" } && EvilHost.Trim() == EvilHost && EvilHost.Length > 0);
}
