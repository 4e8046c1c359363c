using BenchmarkDotNet.Attributes;
using BlazorJwt.Api.TrustedIssuers;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Components.Debugger;
using BlazorJwt.Components.Layout;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace BlazorJwt.Benchmarks.Tokens;

/// <summary>
/// What the server does when a visitor of the debugger types one more letter into a token of 8 KB: read it, check it by the API's policy,
/// look for warnings, and draw the panels. Everything is drawn again here; a circuit draws again only what changed.
/// </summary>
[MemoryDiagnoser]
public class DecodeBenchmarks : IDisposable
{
    private const int Size = 8 * 1024;

    private TokenService _service = null!;
    private ServiceProvider _services = null!;
    private Workbench _bench = null!;
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
        _service = new(options, new TokenKeyRing(options, TimeProvider.System, new KeySchedulesInMemory()), new(TimeProvider.System),
            TimeProvider.System);
        _services = new ServiceCollection().AddSingleton(TimeProvider.System).AddSingleton(_service)
            .AddSingleton<IJSRuntime, NoBrowser>().AddSingleton<PageScript>().AddSingleton<NavigationManager, NoAddress>()
            .AddSingleton(Options.Create(new IssuerOptions())).AddSingleton<IssuerKeys>().BuildServiceProvider();
        _bench = new(_service);
        _bench.Policy.AsApi = true;

        // Many small claims: each is a row of the table, so this is more work than one long claim.
        var claims = new Dictionary<string, object>();
        do claims[$"claim_{claims.Count}"] = $"value {claims.Count}";
        while ((_token = Issue(claims)).Length < Size - 60);
        if (Type() is not { Verdict.Accepted: true })
            throw new InvalidOperationException("The token is refused: a refusal costs less than what is to be measured.");
    }

    /// <summary>Reads the token.</summary>
    [Benchmark]
    public DecodedToken Decode() => _service.Decode(_token);

    /// <summary>Reads the token, checks it and looks for warnings.</summary>
    [Benchmark]
    public Workbench Type()
    {
        _bench.TypeToken(_token).GetAwaiter().GetResult();
        return _bench;
    }

    /// <summary>All of it: reads, checks, warns and draws.</summary>
    [Benchmark]
    public int TypeAndDraw()
    {
        Type();
        return Drawn.Length;
    }

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose()
    {
        _services.DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>What is drawn, as a browser would get it.</summary>
    public string Drawn => DrawAsync().GetAwaiter().GetResult();

    // A renderer of its own for each drawing, because it keeps what it drew until it is let go.
    private async Task<string> DrawAsync()
    {
        await using var renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);
        var panels = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Bench"] = _bench });
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TokenPanel>(panels)).ToHtmlString()
                + (await renderer.RenderComponentAsync<ContentPanel>(panels)).ToHtmlString()
                + (await renderer.RenderComponentAsync<VerdictPanel>(panels)).ToHtmlString()
                + (await renderer.RenderComponentAsync<KeyPanel>(panels)).ToHtmlString()
                + (await renderer.RenderComponentAsync<PolicyPanel>(panels)).ToHtmlString());
    }

    private string Issue(Dictionary<string, object> claims) =>
        _service.Issue(new()
        {
            Subject = "ada",
            ClientId = "blazorjwt",
            Name = "Ada Anders",
            Roles = ["customer"],
            FurtherClaims = claims,
        }).Text;

    // The panels ask for a browser and an address, and use neither while they are drawn.
    private sealed class NoBrowser : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => throw new NotSupportedException();

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
            throw new NotSupportedException();
    }

    private sealed class NoAddress : NavigationManager
    {
        public NoAddress() => Initialize("http://localhost/", "http://localhost/debugger");
    }
}
