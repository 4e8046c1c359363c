using BlazorJwt.Api.Client;
using BlazorJwt.Api.TrustedIssuers;
using BlazorJwt.Components.Lessons.CallApi;
using BlazorJwt.Components.Teaching;
using BlazorJwt.Labs.Issuers;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Components.Lessons.OthersTokens;

/// <summary>A simulated issuer, the settings that make the API trust it, and the token of its shape that was sent last.</summary>
internal sealed class TrustState(
    OrdersClient api, SimulatedIssuerRuns runs, SimulatedIssuerTokens tokens, TrustedIssuerRegistry trusted, TokenService service,
    TimeProvider time)
{
    private string _visitorId = "";
    private string? _issuer;

    public ExperimentRun Run { get; } = new();

    /// <summary>False where the server knows no address of its own: then there is no simulated issuer.</summary>
    public bool IsAvailable => tokens.Server is not null;

    /// <summary>The name of the issuer in addresses.</summary>
    public string Slug { get; set; } = SimulatedIssuers.All[0].Slug;

    public SimulatedTokenShape Sample { get; set; }

    /// <summary>The settings that make the API trust the issuer, as the visitor edits them.</summary>
    public string Block { get; set; } = "";

    /// <summary>Why the settings were not taken, in sentences.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    public string Status { get; private set; } = "";

    /// <summary>The answer to the token that was sent last; null when something else was done since.</summary>
    public ApiAnswer? Answer { get; private set; }

    public DecodedToken? Sent { get; private set; }

    /// <summary>What the API keeps of the issuer's keys; null while it does not trust the issuer.</summary>
    public TrustedKeys? Keys => _issuer is null ? null : trusted.KeysOf(_issuer);

    private SimulatedIssuer Issuer => SimulatedIssuers.Find(Slug) ?? SimulatedIssuers.All[0];

    /// <summary>Begins with the first issuer.</summary>
    public void Begin(string visitorId)
    {
        _visitorId = visitorId;
        if (IsAvailable) Reset();
    }

    public void Reset()
    {
        var run = runs.For(_visitorId);
        (Block, _issuer, Problems) = (tokens.Settings(Issuer, run), run.Issuer(tokens.Server!, Issuer), []);
        Say("Nothing sent yet. Send the access token before the API trusts its issuer, and again after.");
    }

    /// <summary>Has the API trust the issuer of the block, for this visitor and for a while.</summary>
    public void Trust()
    {
        Problems = Read(out var entry) is { } problem ? [problem] : trusted.Trust(entry!, time.GetUtcNow() + SimulatedIssuerRuns.Lifetime);
        if (Problems.Count == 0) Say("Trusted. Send a token.");
    }

    public void Distrust()
    {
        Say(Keys is null ? "The API does not trust it as it is." : "Trusted no more.");
        if (_issuer is not null) trusted.Distrust(_issuer);
    }

    public Task RotateAsync() => Run.RunAsync(async cancellation =>
    {
        // Making an RSA key takes a moment, and the page must stay responsive.
        await Task.Run(() => runs.Rotate(_visitorId), cancellation);
        Say("The issuer signs with a new key and publishes both. The API learns of it when a token names it, "
            + $"and asks at most once in {TrustedIssuerKeys.Pause.TotalSeconds:0} seconds.");
    });

    public Task SendAsync() => Run.RunAsync(async cancellation =>
    {
        Answer = null;
        var token = tokens.Mint(Issuer, runs.For(_visitorId), Sample);
        Sent = service.Decode(token);
        Answer = await api.SendAsync(ApiCall.Orders, token, _visitorId, cancellation);
    });

    /// <summary>Says what the answer means.</summary>
    public static string Explain(ApiAnswer answer) => answer switch
    {
        { Succeeded: true } => "The API accepted the token of another issuer.",
        { Failure: null, Exchange.Verdict.Refusal: { } refusal } => refusal.Explanation,
        _ => ExperimentAnswer.Explain(answer),
    };

    // Only the visitor's own simulated issuer: a block that names another address would make this server ask it.
    private string? Read(out TrustedIssuerOptions? entry)
    {
        entry = TrustedIssuerBlock.Read(Block, out var problem);
        var run = runs.For(_visitorId);
        return entry is null ? problem
            : entry.Authority == run.Authority(tokens.Server!, Issuer)
                && entry.MetadataIssuer == run.Issuer(tokens.Server!, Issuer) && entry.Identifier == entry.MetadataIssuer ? null
            : "Here the address must be that of your own stand-in. What else the block says, you may change; in your own settings file, "
                + "the address too.";
    }

    private void Say(string sentence) => (Status, Answer) = (sentence, null);
}
