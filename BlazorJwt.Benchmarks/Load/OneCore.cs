using System.Diagnostics;
using System.Runtime.Versioning;

namespace BlazorJwt.Benchmarks.Load;

/// <summary>
/// A core for the servers and another one for the client: so the server is what is short, and the client takes nothing from it. A process inherits
/// the cores of the thread that starts it, so its runtime finds one core from its first moment on.
/// </summary>
internal static class OneCore
{
    /// <summary>True where a process can be bound to a core and there are two of them.</summary>
    [SupportedOSPlatformGuard("linux")]
    [SupportedOSPlatformGuard("windows")]
    public static bool CanBeChosen => (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()) && Environment.ProcessorCount > 1;

    /// <summary>From now on what this thread does and starts runs on the servers' core.</summary>
    public static void Serve() => Choose(Environment.ProcessorCount - 1);

    /// <summary>From now on what this thread does and starts runs on the client's core.</summary>
    public static void Ask() => Choose(0);

    // On Linux it binds the main thread alone, so the load command stays on that one.
    private static void Choose(int core)
    {
        if (!CanBeChosen) return;
        using var here = Process.GetCurrentProcess();
        here.ProcessorAffinity = 1 << core;
    }
}
