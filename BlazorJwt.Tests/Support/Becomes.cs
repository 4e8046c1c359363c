namespace BlazorJwt.Tests.Support;

/// <summary>Waits for what another thread, or another server, is about to do.</summary>
internal static class Becomes
{
    /// <summary>Asks again and again until the answer is yes. A test that passes never uses its patience up.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience.Most);
        // Not as fast as can be: the machine has to do what is waited for.
        using var turns = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition()) await turns.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>Asks again and again until the answer is yes.</summary>
    public static Task TrueAsync(Func<bool> condition) => TrueAsync(() => Task.FromResult(condition()));
}
