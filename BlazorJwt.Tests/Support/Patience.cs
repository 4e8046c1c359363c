namespace BlazorJwt.Tests.Support;

/// <summary>
/// How long a test waits for what should come. A test that passes never uses it up, so it is there for the slowest and busiest machine; a
/// bound that is itself what a test proves stands in that test.
/// </summary>
internal static class Patience
{
    /// <summary>As long as anybody should wait for a test that fails.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    /// <summary>The same, for those who count milliseconds.</summary>
    public static float Milliseconds => (float)Most.TotalMilliseconds;
}
