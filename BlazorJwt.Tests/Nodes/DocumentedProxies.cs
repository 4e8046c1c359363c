using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Nodes;

/// <summary>
/// Two nodes and a Redis of their own behind each proxy of docs/deploy.md: nginx and Caddy as programs, and YARP. Each has the very text of
/// the document, but for ports, certificate and host name. They start when the first test asks for them, and end with the last.
/// </summary>
public sealed class DocumentedProxies : IAsyncDisposable
{
    private static readonly string Guide = Repository.Read("docs/deploy.md");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("blazorjwt-proxies-");
    private readonly List<Process> _programs = [];
    private readonly Lazy<Task> _started;
    private StickyProxy? _yarp;

    /// <summary>xunit makes it, for the class whose tests share it.</summary>
    public DocumentedProxies() => _started = new(StartAsync);

    internal RedisServer Redis { get; private set; } = null!;

    internal Node[] Nodes { get; private set; } = [];

    /// <summary>Where each proxy is, by its name.</summary>
    internal IReadOnlyDictionary<string, Uri> Addresses { get; private set; } = new Dictionary<string, Uri>();

    /// <summary>Waits until all is there, also a node or a Redis that a test ended.</summary>
    public async Task ReadyAsync()
    {
        foreach (var program in (string[])["nginx", "caddy"])
        {
            if (Child.Exists(program)) continue;
            var reason = program + " was not found on this machine.";
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
            Assert.Skip(reason);
        }

        await _started.Value;
        await Task.WhenAll(Nodes.Where(node => !node.IsRunning).Select(node => node.StartAsync()));
    }

    /// <summary>A browser, or a program, that comes through a proxy: it keeps cookies and takes the certificate made here.</summary>
    internal static HttpClient Client(Uri address) => new(new SocketsHttpHandler
    {
        CookieContainer = new CookieContainer(),
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost" },
    })
    { BaseAddress = address };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_yarp is not null) await _yarp.DisposeAsync();
        foreach (var program in _programs)
        {
            program.Kill();
            await program.WaitForExitAsync();
            program.Dispose();
        }

        foreach (var node in Nodes) await node.DisposeAsync();
        if (Redis is not null) await Redis.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task StartAsync()
    {
        Redis = await RedisServer.StartAsync();
        string[] settings =
            ["--ConnectionStrings:Redis", $"127.0.0.1:{Redis.Port}", "--Hosting:KnownProxies:0", "127.0.0.1", "--Hosting:KnownProxies:1",
                "::1", "--Accounts:TokenRequestsByAddress", "10000"];
        Nodes = [new("one", settings), new("other", settings)];
        await Task.WhenAll(Nodes.Select(node => node.StartAsync()));
        _yarp = new(Nodes);
        await _yarp.StartAsync();
        var (certificate, key) = MakeCertificate();
        Addresses = new Dictionary<string, Uri>
        {
            ["YARP"] = _yarp.Address,
            ["nginx"] = await StartNginxAsync(certificate, key),
            ["Caddy"] = await StartCaddyAsync(certificate, key),
        };
    }

    private Task<Uri> StartNginxAsync(string certificate, string key)
    {
        var port = FreePort.Next();
        var block = WithNodes(Block("nginx"))
            .Replace("listen 443 ", $"listen 127.0.0.1:{port} ", StringComparison.Ordinal)
            .Replace("server_name tokens.example;", "server_name localhost;", StringComparison.Ordinal)
            .Replace("/etc/ssl/tokens.example.pem", certificate, StringComparison.Ordinal)
            .Replace("/etc/ssl/tokens.example.key", key, StringComparison.Ordinal);
        // What a package puts around such a block. One process, so that it ends with the tests.
        var own =
            string.Concat(((string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]).Select(
                kind => $"{kind}_temp_path {_folder.FullName}/{kind};\n"));
        var file = Write("nginx.conf", $"daemon off;\nmaster_process off;\npid {_folder.FullName}/nginx.pid;\nevents {{}}\nhttp " +
            $"{{\naccess_log off;\n{own}{block}\n}}\n");
        return StartAsync(port, Child.Of("nginx", ["-p", _folder.FullName, "-e", "stderr", "-c", file]));
    }

    private Task<Uri> StartCaddyAsync(string certificate, string key)
    {
        var port = FreePort.Next();
        var block = WithNodes(Block("Caddy")).Replace("tokens.example {",
            $"https://localhost:{port} {{\n\tbind 127.0.0.1\n\ttls {certificate} {key}", StringComparison.Ordinal);
        var file = Write("Caddyfile", $"{{\n\tadmin off\n\tauto_https disable_redirects\n}}\n{block}");
        var start = Child.Of("caddy", ["run", "--adapter", "caddyfile", "--config", file]);
        foreach (var home in (string[])["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"]) start.Environment[home] = _folder.FullName;
        return StartAsync(port, start);
    }

    private async Task<Uri> StartAsync(int port, ProcessStartInfo start)
    {
        var said = new List<string?>();
        var program = Process.Start(start)!;
        _programs.Add(program);
        program.OutputDataReceived += Hear;
        program.ErrorDataReceived += Hear;
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        var address = new Uri($"https://localhost:{port}/");
        using var client = Client(address);
        await Becomes.TrueAsync(async () =>
        {
            if (program.HasExited)
            {
                lock (said) Assert.Fail(string.Join('\n', said));
            }

            try
            {
                using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken);
                return answer.StatusCode is HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return address;

        void Hear(object sender, DataReceivedEventArgs line)
        {
            lock (said) said.Add(line.Data);
        }
    }

    // The first block of code under the heading.
    private static string Block(string heading)
    {
        var block = Regex.Match(Guide, $"^### {heading}$.*?^```[a-z]*$(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(block.Success, $"docs/deploy.md has no block for {heading}.");
        return block.Groups[1].Value;
    }

    private string WithNodes(string block)
    {
        foreach (var (written, node) in ((string[])["127.0.0.1:5081", "127.0.0.1:5082"]).Zip(Nodes))
        {
            Assert.Contains(written, block, StringComparison.Ordinal);
            block = block.Replace(written, node.Address.Authority, StringComparison.Ordinal);
        }

        return block;
    }

    private (string Certificate, string Key) MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return (Write("localhost.pem", certificate.ExportCertificatePem()), Write("localhost.key", key.ExportPkcs8PrivateKeyPem()));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
