using BlazorJwt.Components.Lessons;
using BlazorJwt.Visitors.Published;

namespace BlazorJwt.Benchmarks;

/// <summary><c>first-visit</c>: publishes the app, loads each lesson that is on one page cold in a real browser, and holds it to its
/// bounds. <c>step-visits</c> has the others.</summary>
internal static class FirstVisitCommand
{
    private static readonly string[] Pages = [.. Lesson.All.Where(lesson => lesson.Steps.Count == 0).Select(lesson => lesson.Slug)];
    private static readonly string[] Browsers = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge",
        "chrome.exe", "msedge.exe"];

    /// <summary>The program of a browser; null when none is on the PATH.</summary>
    public static string? Browser => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Browsers.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <returns>0 when every page keeps its bounds.</returns>
    public static async Task<int> RunAsync()
    {
        if (Browser is not { } browser)
        {
            await Console.Error.WriteLineAsync("No Chrome, Chromium or Edge is on the PATH.");
            return 1;
        }

        await using var app = await PublishedApp.StartAsync(SolutionFolder.PathOf("BlazorJwt", "BlazorJwt.csproj"),
            "--Demo:Enabled", "true");
        var complaints = new List<string>();
        foreach (var page in Pages)
        {
            var visit = await FirstVisit.MeasureAsync(browser, new Uri(app.Address, page));
            Console.WriteLine($"\n/{page}: {visit.Bytes:N0} bytes in {visit.Requests.Count} requests, interactive " +
                $"after {visit.Interactive.TotalMilliseconds:N0} ms, then {visit.CircuitBytes:N0} bytes over the web socket");
            Console.WriteLine("| request | type | encoding | bytes |\n|---|---|---|---:|");
            foreach (var request in visit.Requests)
                Console.WriteLine($"| {new Uri(request.Address).AbsolutePath} | {request.Type} " +
                    $"| {(request.Encoding.Length > 0 ? request.Encoding : "none")} | {request.Bytes:N0} |");
            complaints.AddRange(visit.Complaints().Select(complaint => $"/{page}: {complaint}"));
        }

        foreach (var complaint in complaints)
            Console.WriteLine(complaint);
        Console.WriteLine(complaints.Count == 0 ? $"\nEvery page keeps its bounds: {FirstVisit.MostBytes:N0} " +
            $"bytes, {FirstVisit.MostRequests} requests, all Brotli." : "\nOver the bounds.");
        return complaints.Count == 0 ? 0 : 1;
    }
}
