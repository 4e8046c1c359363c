namespace BlazorJwt.AuthorizationServer.TokenEndpoint;

/// <summary>What a client calls itself, in two or three words. It is the client's own word (RFC 9110 section 10.1.5): good to recognise a
/// session by, and no proof.</summary>
internal static class ClientSoftware
{
    // The order matters: Edge calls itself Chrome as well, and Chrome calls itself Safari.
    private static readonly (string Mark, string Name)[] Programs =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
            ("PowerShell", "PowerShell"), ("vscode", "VS Code")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("CrOS", "ChromeOS"),
            ("Linux", "Linux")];

    /// <summary>For instance <c>Chrome on Windows</c>. Nothing of the text itself comes through.</summary>
    public static string Named(string? userAgent) =>
        (Find(Programs, userAgent), Find(Systems, userAgent)) switch
        {
            ({ } program, { } system) => $"{program} on {system}",
            ({ } program, null) => program,
            (null, { } system) => $"a program on {system}",
            _ => "a program",
        };

    private static string? Find((string Mark, string Name)[] among, string? text) =>
        text is null ? null : among.FirstOrDefault(entry => text.Contains(entry.Mark, StringComparison.OrdinalIgnoreCase)).Name;
}
