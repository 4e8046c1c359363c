using BlazorJwt.Api.Client;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components.Teaching;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace BlazorJwt.Components.OurKeys;

/// <summary>A token that was issued for the client, and what the client says of it now.</summary>
internal sealed record CheckedToken(IssuedToken Issued, string KeyId, ClientFinding Now, bool AskedAgain)
{
    public override string ToString() => $"{Issued}";
}

/// <summary>A client with a cached key set, and the tokens that it checks.</summary>
internal sealed class CachedClientState(IOptions<TokenOptions> options, OrdersClient api, TimeProvider time, TokenService tokens,
    ExperimentTokens experiments)
{
    private const int MostTokens = 8;
    private const int Rounds = 24;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private readonly List<CheckedToken> _checked = [];

    public ExperimentRun Run { get; } = new();

    public string Algorithm { get; set; } = SigningAlgorithms.PS256;

    /// <summary>The client; null before the first token.</summary>
    public CachedKeySetClient? Client { get; private set; }

    /// <summary>The tokens, the newest first.</summary>
    public IReadOnlyList<CheckedToken> Checked => _checked;

    /// <summary>What the last round showed, in a sentence.</summary>
    public string Status => Checked switch
    {
        [] => "Nothing minted yet.",
        [{ AskedAgain: true }, ..] => $"{Accepted} The client fetched the key set for the newest.",
        _ => $"{Accepted} The client’s cache knew the key of the newest.",
    };

    private string Accepted => $"{Checked.Count(token => token.Now.Accepted)} of {Checked.Count} tokens are accepted.";

    /// <summary>Issues a token and has the client check it and all those before: that they stay valid is the point.</summary>
    public Task OnceAsync(ValidatedToken mine, string visitorId) => Run.RunAsync(cancellation => CheckAsync(mine, visitorId, cancellation));

    /// <summary>Does so every few seconds for two minutes, or stops.</summary>
    /// <param name="changed">Called after each round.</param>
    public async Task RunOrStopAsync(ValidatedToken mine, string visitorId, Action changed)
    {
        if (Run.IsBusy) Run.Cancel();
        else await Run.RunAsync(async cancellation =>
        {
            using var beat = new PeriodicTimer(Between, time);
            for (var round = 0; round < Rounds; round++)
            {
                await CheckAsync(mine, visitorId, cancellation);
                changed();
                await beat.WaitForNextTickAsync(cancellation);
            }
        });
    }

    private async Task CheckAsync(ValidatedToken mine, string visitorId, CancellationToken cancellation)
    {
        // What it issues would outlive the visitor's own token otherwise.
        if (!tokens.IsStillValid(mine)) throw new OperationCanceledException();
        Client ??= new(options.Value, new ServerDocuments(api, visitorId, time), time);
        var issued = experiments.Issue(TokenRequest.Like(mine) with { Algorithm = Algorithm, Lifetime = options.Value.ShortestLifetime });
        var found = await Client.CheckAsync(issued.Text, cancellation);
        _checked.Insert(0, new(issued, new JsonWebToken(issued.Text).Kid, found, found.AskedAgain));
        if (_checked.Count > MostTokens) _checked.RemoveAt(MostTokens);
        for (var older = 1; older < _checked.Count; older++)
            _checked[older] = _checked[older] with { Now = await Client.CheckAsync(_checked[older].Issued.Text, cancellation) };
    }
}
