using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.Browser;

/// <summary>Lets time pass for a server whose timers go by a clock that a test turns.</summary>
internal static class Expiry
{
    /// <summary>Turns the clock, second by second past the jump, until nothing is left; at most a minute's worth.</summary>
    public static async Task PassAsync(FakeTimeProvider time, TimeSpan jump, Func<Task<int>> left)
    {
        time.Advance(jump);
        for (var seconds = 0; seconds < 60 && await left() > 0; seconds++)
            time.Advance(TimeSpan.FromSeconds(1));
    }
}
