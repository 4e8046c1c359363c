using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorJwt.Components.Lessons;

/// <summary>
/// The cookie that keeps a visitor's progress over a reload, signing in and a closed browser. The server writes and reads it and Data
/// Protection seals it, so what it says is what this app wrote. A circuit can't set a cookie: the page's script does (wwwroot/app.js).
/// </summary>
internal sealed class ProgressCookie(IDataProtectionProvider protection)
{
    public const string Name = "BlazorJwt-Progress";

    // All lessons with all steps done have less than half of it. A browser drops a longer cookie whole.
    private const int Most = 3800;

    private readonly IDataProtector _seal = protection.CreateProtector("BlazorJwt.Progress");

    /// <summary>The value of the cookie; null for more than a cookie holds.</summary>
    public string? Write(KeptProgress progress) =>
        _seal.Protect(JsonSerializer.Serialize(progress)) is { Length: <= Most } value ? value : null;

    /// <summary>What the cookie says; nothing when it is missing, changed, or sealed with a key that is gone.</summary>
    public KeptProgress Read(string? value)
    {
        if (value is null or { Length: > Most }) return KeptProgress.None;
        try
        {
            return JsonSerializer.Deserialize<KeptProgress>(_seal.Unprotect(value)) ?? KeptProgress.None;
        }
        catch (Exception reason) when (reason is CryptographicException or JsonException)
        {
            return KeptProgress.None;
        }
    }
}
