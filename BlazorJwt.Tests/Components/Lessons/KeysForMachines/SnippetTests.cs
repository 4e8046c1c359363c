using System.Buffers.Text;
using System.Diagnostics;
using System.Formats.Asn1;
using System.Numerics;
using System.Text.RegularExpressions;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Components.Lessons.KeysForMachines;
using BlazorJwt.Components.Lessons.KeysForMachines.Snippets;
using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Lessons.KeysForMachines;

/// <summary>Each snippet as the page shows it, run as it is by what it is written for: a shell, the .NET SDK, a client of .http
/// files.</summary>
[Trait("needs", "server")]
public sealed partial class SnippetTests : PageTest
{
    private readonly AppFixture _app;
    private readonly MachineProgram _program;

    public SnippetTests(AppFixture app)
    {
        PutBehind(_app = app);
        GoTo(app.BaseAddress.ToString());
        var accounts = Services.GetRequiredService<ServiceAccountRegistry>();
        var given = accounts.RegisterAsync(VisitorId, "till 4", ["orders.read"]).GetAwaiter().GetResult().Given!;
        _program = new MachineProgram(given.Account.ClientId, "till 4").With(given)
            .With(accounts.RotateKeyAsync(VisitorId, given.Account.ClientId).GetAwaiter().GetResult()!);
    }

    public static TheoryData<ClientAuthenticationMethod> Ways => [.. Enum.GetValues<ClientAuthenticationMethod>()];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_curl_lines_print_the_orders(ClientAuthenticationMethod way)
    {
        Assert.SkipWhen(Curl.Missing is not null, Curl.Missing ?? "");
        Assert.SkipWhen(!way.SendsSecret() && Curl.MissingProgram("openssl") is not null, "There is no openssl on this machine.");
        using var folder = new Folder(_program);

        var answer = await Curl.RunAsync(await ShownAsync(way, "curl"), folder.Path);

        Assert.Equal(("HTTP/1.1 200 OK", "[]"), (answer.StatusLine, answer.Body));
    }

    // In DER a number that begins with a zero is shorter, and one that begins with a high bit longer. A JWS wants 32 bytes of each.
    [Theory]
    [InlineData(0x00, 0xff)]
    [InlineData(0xff, 0x00)]
    [InlineData(0x7f, 0x80)]
    public async Task The_shell_turns_every_signature_of_openssl_into_that_of_a_JWS(byte r, byte s)
    {
        Assert.SkipWhen(Curl.Missing is not null, Curl.Missing ?? "");
        Assert.SkipWhen(Curl.MissingProgram("openssl") is not null, "There is no openssl on this machine.");
        using var folder = new Folder(_program);
        byte[] signature = [r, 0, .. Enumerable.Repeat((byte)0x2a, 30), s, .. Enumerable.Repeat((byte)0x25, 31)];
        var script = await ShownAsync(ClientAuthenticationMethod.Assertion, "curl");
        // Everything is openssl's, but for what it signs with: that is given.
        var given = $"openssl() {{ if [ \"$1\" = dgst ]; then cat > /dev/null; cat signature.der; else command openssl \"$@\"; fi; }}\n";
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "signature.der"), Der(signature), TestContext.Current.CancellationToken);

        var printed = await RunAsync(folder.Path, "/bin/sh", "-c",
            $"{given}{script[..script.IndexOf("token=", StringComparison.Ordinal)]}\necho \"$signature\"");

        Assert.Equal(Base64Url.EncodeToString(signature), printed.Trim());
    }

    [Fact]
    public async Task The_programs_in_csharp_print_the_orders()
    {
        using var folder = new Folder(_program);
        var programs = new List<string>();
        foreach (var way in Enum.GetValues<ClientAuthenticationMethod>()) programs.Add(await ShownAsync(way, "C#"));
        // Compiled once: what they use first, then each in a block of its own.
        var (uses, blocks) = (programs.SelectMany(text => Using().Matches(text).Select(match => match.Value)).Distinct(),
            programs.Select(text => $"{{\n{Using().Replace(text, "")}\n}}"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "report.cs"), string.Join('\n', [.. uses, .. blocks]),
            TestContext.Current.CancellationToken);

        var printed = await RunAsync(folder.Path, "dotnet", "run", "report.cs");

        Assert.Equal(["[]", "[]", "[]", "[]", "[]"], printed.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_requests_of_the_http_file_get_what_they_promise(ClientAuthenticationMethod way)
    {
        var sent = await RequestsFile.SendAsync(_app, await ShownAsync(way, ".http"));

        Assert.Equal(way is ClientAuthenticationMethod.ApiKey ? 1 : 2, sent.Count);
        Assert.All(sent, request => Assert.Equal((200, 200), (request.Promised, request.Status)));
        Assert.Equal("[]", sent[^1].Body);
    }

    [Fact]
    public async Task What_holds_the_secret_stands_there_only_when_asked_for_and_until_another_is_chosen()
    {
        var panel = Open(_program);
        Assert.DoesNotContain(_program.Secret!, panel.Markup, StringComparison.Ordinal);

        await panel.Find("form").SubmitAsync();
        Assert.Contains(_program.Secret!, panel.Field("Snippet").GetAttribute("value"), StringComparison.Ordinal);
        await panel.ChooseAsync("Written in", "C#");
        Assert.DoesNotContain(_program.Secret!, panel.Markup, StringComparison.Ordinal);

        await panel.Find("form").SubmitAsync();
        await panel.Button("Hide it").ClickAsync();

        JSInterop.VerifyFocusAsyncInvoke();
        Assert.DoesNotContain(_program.Secret!, panel.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "It is on the clipboard.")]
    [InlineData(false, "The browser did not let the page use the clipboard.")]
    public async Task It_is_copied_and_a_sentence_says_whether_it_was(bool allowed, string said)
    {
        var clipboard = JSInterop.SetupModule("./Components/Teaching/CopyButton.razor.js");
        clipboard.Setup<bool>("copy", _ => true).SetResult(allowed);
        var panel = Open(_program);
        await panel.Find("form").SubmitAsync();

        await panel.Button("Copy it").ClickAsync();

        Assert.Equal(panel.Field("Snippet").GetAttribute("value"), Assert.Single(clipboard.Invocations["copy"]).Arguments[0]);
        Assert.Contains(said, panel.Status(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("API key", "Your program has no secret to put into it.")]
    [InlineData("private_key_jwt", "Your program has no key file to sign with.")]
    public async Task A_program_that_holds_nothing_gets_a_sentence(string way, string said)
    {
        var panel = Open(new(_program.ClientId, "till 4"));
        await panel.ChooseAsync("Way", way);

        await panel.Find("form").SubmitAsync();

        Assert.StartsWith(said, panel.Status(), StringComparison.Ordinal);
        Assert.Empty(panel.FindAll("textarea"));
    }

    [Fact]
    public async Task A_secret_with_quotes_stays_within_the_text_of_its_snippet()
    {
        var odd = _program.WithSecret("""a"b\c'd""");

        Assert.Contains("""Add("X-Api-Key", "a\"b\\c'd")""",
            MachineSnippet.For(SnippetLanguage.CSharp, ClientAuthenticationMethod.ApiKey, _app.BaseAddress, odd, DateTimeOffset.UnixEpoch),
            StringComparison.Ordinal);
        Assert.SkipWhen(Curl.Missing is not null, Curl.Missing ?? "");
        var answer = await Curl.RunAsync(
            MachineSnippet.For(SnippetLanguage.Curl, ClientAuthenticationMethod.ApiKey, _app.BaseAddress, odd, DateTimeOffset.UnixEpoch));
        Assert.Equal("HTTP/1.1 401 Unauthorized", answer.StatusLine);
    }

    private async Task<string> ShownAsync(ClientAuthenticationMethod way, string language)
    {
        var panel = Open(_program);
        await panel.ChooseAsync("Way", way.Words());
        await panel.ChooseAsync("Written in", language);
        await panel.Find("form").SubmitAsync();
        return panel.Field("Snippet").GetAttribute("value")!;
    }

    private static byte[] Der(byte[] signature)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new BigInteger(signature.AsSpan(0, 32), isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true));
        }

        return writer.Encode();
    }

    private IRenderedComponent<SnippetPanel> Open(MachineProgram program) =>
        Render<SnippetPanel>(part => part.Add(panel => panel.Program, program));

    private static async Task<string> RunAsync(string folder, string file, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{await output}\n{await errors}");
        return await output;
    }

    [GeneratedRegex(@"^using [\w.]+;$", RegexOptions.Multiline)]
    private static partial Regex Using();

    /// <summary>A folder with the key file in it, as the visitor downloaded it.</summary>
    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("snippet");

        public Folder(MachineProgram program) =>
            File.WriteAllText(System.IO.Path.Combine(Path, KeyFile.NameOf(program.ClientId)), program.KeyFile);

        public string Path => _folder.FullName;

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
