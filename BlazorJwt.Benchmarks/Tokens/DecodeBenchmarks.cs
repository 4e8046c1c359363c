using BenchmarkDotNet.Attributes;
using BlazorJwt.Components.Teaching;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Benchmarks.Tokens;

/// <summary>
/// What the server does when a visitor types one more letter into a token of 8 KB: read it, look for warnings, and draw the token in its
/// colours, its header and its payload as tables. Everything is drawn anew here; a circuit draws again only what changed.
/// </summary>
[MemoryDiagnoser]
public class DecodeBenchmarks : IDisposable
{
    private const int Size = 8 * 1024;

    private TokenService _service = null!;
    private ServiceProvider _services = null!;
    private string _token = null!;

    /// <summary>The length of the token, in characters.</summary>
    public int Characters => _token.Length;

    /// <summary>How many claims it has.</summary>
    public int Claims => _service.Decode(_token).Payload!.Value.EnumerateObject().Count();

    /// <summary>Makes the token and the renderer, outside of what is measured.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var options = Options.Create(new TokenOptions());
        _service = new(options, new(options), new(TimeProvider.System), TimeProvider.System);
        _services = new ServiceCollection().AddSingleton(TimeProvider.System).BuildServiceProvider();

        // Many small claims: each is a row of the table, so this is more work than one long claim.
        var claims = new Dictionary<string, object>();
        do claims[$"claim_{claims.Count}"] = $"value {claims.Count}";
        while ((_token = Issue(claims)).Length < Size - 60);
    }

    /// <summary>Reads the token.</summary>
    [Benchmark]
    public DecodedToken Decode() => _service.Decode(_token);

    /// <summary>Reads the token and looks for warnings.</summary>
    [Benchmark]
    public int DecodeAndWarn() => _service.Warn(_service.Decode(_token)).Count;

    /// <summary>All of it: reads the token, looks for warnings, and draws.</summary>
    [Benchmark]
    public int DecodeAndDraw() => DecodeAndDrawAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose()
    {
        _services.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What is drawn, as a browser would get it.</summary>
    public string Drawn => DrawAsync(_service.Decode(_token)).GetAwaiter().GetResult();

    private async Task<int> DecodeAndDrawAsync()
    {
        var decoded = _service.Decode(_token);
        return _service.Warn(decoded).Count + (await DrawAsync(decoded)).Length;
    }

    // A renderer of its own for each drawing, because it keeps what it drew until it is let go.
    private async Task<string> DrawAsync(DecodedToken decoded)
    {
        await using var renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            await RenderAsync<TokenText>(renderer, new() { ["Text"] = decoded.Text })
                + await RenderAsync<ClaimTable>(renderer, new() { ["Json"] = decoded.Header, ["Caption"] = "Header", ["IsHeader"] = true })
                + await RenderAsync<ClaimTable>(renderer, new() { ["Json"] = decoded.Payload, ["Caption"] = "Payload" }));
    }

    private static async Task<string> RenderAsync<TComponent>(HtmlRenderer renderer, Dictionary<string, object?> parameters)
        where TComponent : IComponent => (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString();

    private string Issue(Dictionary<string, object> claims) =>
        _service.Issue(new() { Subject = "ada", ClientId = "blazorjwt", Name = "Ada Anders", Roles = ["customer"], FurtherClaims = claims }).Text;
}
