using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BlazorJwt.Accounts.Machines;
using BlazorJwt.Tests.Accounts.Machines;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Api;

/// <summary>Sends the requests of requests.http from top to bottom, and holds each answer to the status that its comment promises.</summary>
public sealed partial class RequestsFileTests(AppFixture app)
{
    [Fact]
    public async Task Each_request_of_the_file_gets_the_status_that_its_comment_names()
    {
        var answers = new Dictionary<string, JsonElement>();
        var parts = (await File.ReadAllTextAsync(Path.Combine(Top(), "requests.http"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").Split("\n###", StringSplitOptions.None);
        var values = Values();
        Assert.Equal(Defined().Matches(parts[0]).Select(match => match.Groups[1].Value).Order(), values.Keys.Order());
        Assert.True(parts.Length > 10);

        foreach (var section in parts[1..])
        {
            var lines = section.TrimStart().Split('\n');
            var promised = Promised().Match(lines[0]) is { Success: true } match ? int.Parse(match.Groups[1].Value, null) : 200;
            using var response = await SendAsync(lines, answers, values);
            Assert.True(promised == (int)response.StatusCode, $"{(int)response.StatusCode} for: {lines[0]}");
            if (lines.FirstOrDefault(line => line.StartsWith("# @name ", StringComparison.Ordinal)) is { } name) answers[name["# @name ".Length..]] = await response.JsonAsync();
        }
    }

    // What a reader puts at the top of the file, from an account of the reader's own.
    private Dictionary<string, string> Values()
    {
        var world = new MachineWorld(app);
        var given = world.Register();
        var (id, secret) = (given.Account.ClientId, given.Secret!);
        var file = world.Accounts.RotateKey(world.Visitor, id)!.KeyFile!;
        return new()
        {
            ["server"] = "",
            ["clientId"] = id,
            ["secret"] = secret,
            ["basic"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")),
            ["assertion"] = KeyFile.Assert(file, DateTimeOffset.UtcNow),
            ["proof"] = KeyFile.Assert(file, DateTimeOffset.UtcNow),
        };
    }

    private async Task<HttpResponseMessage> SendAsync(string[] lines, Dictionary<string, JsonElement> answers, Dictionary<string, string> values)
    {
        var text = lines.Skip(1).SkipWhile(line => line.StartsWith('#'))
            .Select(line => Variable().Replace(line, found => answers[found.Groups[1].Value].GetProperty(found.Groups[2].Value).GetString()!))
            .Select(line => Value().Replace(line, found => values[found.Groups[1].Value])).ToArray();
        var start = text[0].Split(' ');
        var headers = text.Skip(1).TakeWhile(line => line.Length > 0).Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim());
        var body = string.Join('\n', text.Skip(headers.Count + 2)).Trim();
        using var request = new HttpRequestMessage(new(start[0]), new Uri(start[1], UriKind.Relative));
        if (body.Length > 0) request.Content = new StringContent(body, Encoding.UTF8, headers["Content-Type"]);
        foreach (var (name, value) in headers.Where(header => header.Key is not "Content-Type")) request.Headers.TryAddWithoutValidation(name, value);
        using var client = app.CreateClient();
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Top()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "BlazorJwt.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex(@": (\d{3})\b")]
    private static partial Regex Promised();

    [GeneratedRegex(@"^@(\w+) = ", RegexOptions.Multiline)]
    private static partial Regex Defined();

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Value();

    [GeneratedRegex(@"\{\{(\w+)\.response\.body\.\$\.(\w+)\}\}")]
    private static partial Regex Variable();
}
