using BlazorJwt.AuthorizationServer;
using BlazorJwt.HttpLog;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>What is pasted into the debugger goes to the server's memory and nowhere else.</summary>
public sealed class DebuggerSecrecyTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    private const string Token =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJzZWNyZWN5LW1hcmtlci1zdWJqZWN0In0.c2VjcmVjeS1tYXJrZXItc2lnbmF0dXJlLWJ5dGVzISE";
    private const string Key = "secrecy-marker-of-a-pasted-secret-0123456789";
    private const string Claim = "secrecy-marker-subject";
    private const string Edited = "secrecy-marker-edited";

    private static readonly string[] Secrets = [Token, .. Token.Split('.')[1..], Key, Claim, Edited];

    [Fact]
    public async Task Nothing_that_is_pasted_is_logged_or_stored_or_put_into_the_address()
    {
        await using var own = AppFixture.Start();
        var session = await OpenAsync(own);
        await session.GoAsync("/debugger");
        var page = session.Page;
        var started = DateTime.UnixEpoch.AddSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 2);
        var before = await StateOfTheBrowserAsync(session);

        await page.GetByLabel("Paste a token").FillAsync(Token);
        await page.GetByLabel("Secret, plain text").CheckAsync();
        await page.GetByLabel("Key", new() { Exact = true }).FillAsync(Key);
        await Assertions.Expect(page.GetByText("Signature does not fit", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByLabel("Payload", new() { Exact = true }).FillAsync($$"""{"sub":"{{Edited}}"}""");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Signature verified", new() { Exact = true })).ToBeVisibleAsync();
        var signed = await page.GetByLabel("Paste a token").InputValueAsync();
        string[] secrets = [.. Secrets, .. signed.Split('.')[1..]];

        Assert.Equal(before, await StateOfTheBrowserAsync(session));
        var log = own.LogText;
        Assert.Contains("Trace Microsoft.AspNetCore", log, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
        Assert.DoesNotContain(Touched(started), file => Holds(file, secrets));
        var wire = own.Services.GetRequiredService<ExchangeLog>();
        var visitor = own.VisitorIdIn((await session.Context.CookiesAsync()).Single(cookie => cookie.Name == VisitorCookie.Name).Value);
        var kept = wire.For(visitor).SelectMany(exchange => new[] { exchange.Request, exchange.Response })
            .Select(message => $"{message?.StartLine}{message?.Body}");
        Assert.DoesNotContain(kept, text => secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)));
        session.AssertNoTrouble();
    }

    [Fact]
    public void A_file_that_holds_a_secret_is_found()
    {
        var started = DateTime.UnixEpoch.AddSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 2);
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.txt");
        File.WriteAllText(file, $"x{Key}x");
        try
        {
            Assert.Contains(Touched(started), touched => touched == file && Holds(touched, Secrets));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> StateOfTheBrowserAsync(PageSession session)
    {
        var cookies = (await session.Context.CookiesAsync()).Select(cookie => $"{cookie.Name}={cookie.Value}").Order();
        var storage = await session.Page.EvaluateAsync<string>("JSON.stringify([{...localStorage}, {...sessionStorage}, location.href, " +
            "history.length])");
        return string.Join('\n', cookies.Append(storage));
    }

    // The folders an app writes to when nobody tells it where: its own, the settings', and the machine's temporary one, the browser's
    // profile left out.
    private static IEnumerable<string> Touched(DateTime since) =>
        ((string[])[Path.GetTempPath(), AppContext.BaseDirectory, Repository.PathOf("wwwroot"), Repository.PathOf("BlazorJwt")])
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*",
                new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }))
            .Where(file => !file.Contains("playwright", StringComparison.OrdinalIgnoreCase)
            && !file.Contains("chromium", StringComparison.OrdinalIgnoreCase) && File.GetLastWriteTimeUtc(file) >= since);

    private static bool Holds(string file, string[] secrets)
    {
        try
        {
            // A named pipe has no length, and opening one waits for its other end.
            if (new FileInfo(file).Length is 0 or > 50_000_000) return false;
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            var text = reader.ReadToEnd();
            return secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal));
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
