
namespace BlazorJwt.Visitors.Circuits;

/// <summary>
/// What one person in a workshop does: opens each lesson, answers its question, and runs an experiment of it that the server carries out.
/// Those that a script in the browser carries out are left to the tests with a browser.
/// </summary>
/// <param name="Path">The lesson's address.</param>
/// <param name="Do">What is clicked in it, by the person of that name.</param>
public sealed record LessonWalk(string Path, Func<CircuitClient, string, Task> Do)
{
    /// <summary>All of them, in the order of the walkthrough.</summary>
    public static IReadOnlyList<LessonWalk> All { get; } =
    [
        new("/", async (page, who) =>
        {
            await page.TypeAsync("minute-name", who);
            await page.SeeAsync("The signature does not fit.");
            await page.TypeAsync("minute-name", "Ada");
            await page.SeeAsync("The signature fits.");
        }),
        new("/sign-in", async (page, _) => await page.SeeAsync("How does a server know who you are?")),
        new("/read-the-token", async (page, who) =>
        {
            await page.ChooseAsync("predict", "0");
            await page.TypeAsync("value", who);
            await page.ClickAsync("Change it and check");
            await page.SeeAsync("refused");
            await page.ClickAsync("Flip a random one");
        }),
        new("/keep-it-safe/predict", async (page, _) => await page.ChooseAsync("predict", "0")),
        new("/call-the-api", async (page, _) =>
        {
            await page.ChooseAsync("predict", "1");
            await page.ClickAsync("Send");
            await page.SeeAsync("200");
            await page.ClickAsync("Send both");
            await page.SeeAsync("insufficient_scope");
        }),
        new("/token-or-session", async (page, _) =>
        {
            await page.ClickAsync("Sign the script in");
            await page.ClickAsync("Owner refreshes");
            await page.ClickAsync("Owner calls the API");
            await page.SeeAsync("200");
        }),
        new("/keys-for-machines", async (page, who) =>
        {
            await page.TypeAsync("account-name", $"robot of {who}");
            await page.ClickAsync("Register");
            await page.SeeAsync("Its secret is shown below, this once.");
            await page.ClickAsync("Send all four");
            await page.SeeAsync("200");
        }),
        new("/someone-elses-tokens", async (page, _) =>
        {
            await page.ClickAsync("Trust this issuer");
            await page.ClickAsync("Send");
            await page.SeeAsync("200");
        }),
        new("/our-keys", async (page, _) =>
        {
            await page.ClickAsync("Mint a token and check it");
            await page.SeeAsync("accepted");
        }),
    ];

    /// <summary>Opens the lesson and does it.</summary>
    /// <param name="visitor">Whose browser it is.</param>
    /// <param name="who">The person's name.</param>
    /// <param name="pause">What they do before each click; null for nothing.</param>
    /// <returns>The page, still open.</returns>
    public async Task<CircuitClient> TakeAsync(VisitorSession visitor, string who, Func<Task>? pause = null)
    {
        var page = await CircuitClient.OpenAsync(visitor, Path);
        page.BeforeEach = pause ?? (() => Task.CompletedTask);
        try
        {
            await Do(page, who);
            return page;
        }
        catch (Exception reason)
        {
            await page.DisposeAsync();
            throw new InvalidOperationException($"{who} at {Path}: {reason.Message}", reason);
        }
    }
}
