using System.Globalization;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Visitors.Published;

namespace BlazorJwt.Benchmarks;

/// <summary><c>step-visits</c>: what a first visit of each step weighs, and when its first click works, beside the framework's empty
/// template in the same run.</summary>
internal static class StepVisitsCommand
{
    private const int Visits = 9;
    private const long MostOverTemplate = 12 * 1024;
    private const double MostOfTemplate = 1.1;

    // The template's page says as ours does when its circuit is up, so both are timed to the same moment.
    private const string Page = """
        @page "/"
        @inject Microsoft.JSInterop.IJSRuntime JS
        <h1>Hello, world!</h1>
        @code {
          protected override async Task OnAfterRenderAsync(bool firstRender)
          {
            if (firstRender) await JS.InvokeVoidAsync("document.documentElement.setAttribute", "data-circuit", "up");
          }
        }
        """;

    private static readonly string[] Steps = [.. Lesson.All.SelectMany(lesson => lesson.Steps.Select(lesson.AddressOf))];

    /// <returns>0 when every step keeps its bounds.</returns>
    public static async Task<int> RunAsync()
    {
        if (FirstVisitCommand.Browser is not { } browser)
        {
            await Console.Error.WriteLineAsync("No Chrome, Chromium or Edge is on the PATH.");
            return 1;
        }

        var scratch = Directory.CreateTempSubdirectory("template-").FullName;
        try
        {
            await PublishedApp.RunAsync("new", "blazor", "-int", "Server", "--all-interactive", "--empty", "-n", "Template", "-o", scratch,
                "--framework", "net10.0");
            await File.WriteAllTextAsync(Path.Combine(scratch, "Components", "Pages", "Home.razor"), Page);
            await using var template = await PublishedApp.StartAsync(Path.Combine(scratch, "Template.csproj"));
            await using var app = await PublishedApp.StartAsync(SolutionFolder.PathOf("BlazorJwt", "BlazorJwt.csproj"),
                "--Demo:Enabled", "true");
            return await MeasureAsync(browser, template.Address, app.Address) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    // In turn, so that other work on the machine meets all of them.
    private static async Task<bool> MeasureAsync(string browser, Uri template, Uri app)
    {
        Uri[] pages = [template, .. Steps.Select(step => new Uri(app, step))];
        var visits = pages.Select(_ => new List<FirstVisit>()).ToArray();
        for (var round = 0; round < Visits; round++)
        {
            foreach (var (index, page) in pages.Index()) visits[index].Add(await FirstVisit.MeasureAsync(browser, page));
        }

        var (bytes, click) = (visits[0][0].Bytes, Median(visits[0]));
        Say($"| the template | {bytes:N0} | {visits[0][0].Requests.Count} | | {click:N0} ms | 1.00 |");
        var complaints = new List<string>();
        foreach (var (step, seen) in Steps.Zip(visits.Skip(1)))
        {
            var (first, ratio) = (seen[0], Median(seen) / click);
            var over = first.Bytes - bytes;
            Say($"| `/{step}` | {first.Bytes:N0} | {first.Requests.Count} | {over:N0} | {Median(seen):N0} ms | {ratio:0.00} |");
            complaints.AddRange(first.Complaints(FirstVisit.MostBytesOfStep, FirstVisit.MostRequestsOfStep)
                .Select(complaint => $"/{step}: {complaint}"));
            if (over > MostOverTemplate) complaints.Add($"/{step}: more than {MostOverTemplate} bytes over the template.");
            if (ratio > MostOfTemplate) complaints.Add(FormattableString.Invariant($"/{step}: the first click is over {MostOfTemplate}."));
        }

        foreach (var told in complaints) Console.WriteLine(told);
        return complaints.Count == 0;
    }

    private static double Median(List<FirstVisit> visits) =>
        visits.Select(visit => visit.Interactive.TotalMilliseconds).Order().ElementAt(Visits / 2);

    private static void Say(FormattableString sentence) => Console.WriteLine(sentence.ToString(CultureInfo.InvariantCulture));
}
