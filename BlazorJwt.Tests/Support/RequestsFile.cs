using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BlazorJwt.Tests.Api;

namespace BlazorJwt.Tests.Support;

/// <summary>Sends the requests of an .http file from top to bottom, as the HTTP clients of the editors do.</summary>
internal static partial class RequestsFile
{
    /// <summary>The names of the values that the file defines at its top, sorted.</summary>
    public static IEnumerable<string> Defined(string text) => Sections(text)[0].Split('\n').Select(line => Definition().Match(line))
        .Where(match => match.Success).Select(match => match.Groups[1].Value).Order();

    /// <summary>Sends them.</summary>
    /// <param name="app">Who answers, when an address has no host.</param>
    /// <param name="text">The file.</param>
    /// <param name="values">What stands in place of the values at its top; null to take them as they are.</param>
    public static async Task<IReadOnlyList<SentRequest>> SendAsync(RunningApp app, string text,
        IReadOnlyDictionary<string, string>? values = null)
    {
        var answers = new Dictionary<string, JsonElement>();
        var sent = new List<SentRequest>();
        values ??= Sections(text)[0].Split('\n').Select(line => Definition().Match(line)).Where(match => match.Success)
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        foreach (var section in Sections(text)[1..])
        {
            var lines = section.TrimStart().Split('\n');
            var promised = Promised().Match(lines[0]) is { Success: true } match ? int.Parse(match.Groups[1].Value, null) : 200;
            using var response = await SendAsync(app, lines, answers, values);
            sent.Add(new(lines[0], promised, (int)response.StatusCode,
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
            if (lines.FirstOrDefault(line => line.StartsWith("# @name ", StringComparison.Ordinal)) is { } name)
                answers[name["# @name ".Length..]] = await response.JsonAsync();
        }

        return sent;
    }

    private static string[] Sections(string text) => text.ReplaceLineEndings("\n").Split("\n###", StringSplitOptions.None);

    private static async Task<HttpResponseMessage> SendAsync(RunningApp app, string[] lines, Dictionary<string, JsonElement> answers,
        IReadOnlyDictionary<string, string> values)
    {
        var text = lines.Skip(1).SkipWhile(line => line.StartsWith('#'))
            .Select(line => Variable().Replace(line,
                found => answers[found.Groups[1].Value].GetProperty(found.Groups[2].Value).GetString()!))
            .Select(line => Value().Replace(line, found => values[found.Groups[1].Value])).ToArray();
        var start = text[0].Split(' ');
        var headers = text.Skip(1).TakeWhile(line => line.Length > 0).Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim());
        var body = string.Join('\n', text.Skip(headers.Count + 2)).Trim();
        using var request = new HttpRequestMessage(new(start[0]), new Uri(start[1], UriKind.RelativeOrAbsolute));
        if (body.Length > 0) request.Content = new StringContent(body, Encoding.UTF8, headers["Content-Type"]);
        foreach (var (name, value) in headers.Where(
            header => header.Key is not "Content-Type")) request.Headers.TryAddWithoutValidation(name, value);
        using var client = app.CreateClient();
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@": (\d{3})\b")]
    private static partial Regex Promised();

    [GeneratedRegex(@"^@(\w+) = (.*)$")]
    private static partial Regex Definition();

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Value();

    [GeneratedRegex(@"\{\{(\w+)\.response\.body\.\$\.(\w+)\}\}")]
    private static partial Regex Variable();
}

/// <summary>A request of the file, and what came back.</summary>
/// <param name="Title">The line above it.</param>
/// <param name="Promised">The status that the line promises; 200 when it names none.</param>
/// <param name="Status">The status that came.</param>
/// <param name="Body">The body that came.</param>
internal sealed record SentRequest(string Title, int Promised, int Status, string Body);
