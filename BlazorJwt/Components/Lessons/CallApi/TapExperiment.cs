using BlazorJwt.Api.Client;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.HttpLog.Tap;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>
/// Sends a request of the visitor's through the tap. The bytes will be shown whole, so the token in them is one made for this: it reads the
/// visitor's orders, lives a minute, and is revoked before anybody sees it.
/// </summary>
internal sealed class TapExperiment(ExperimentTokens experiments, LoopbackTap tap, ServerAddress address)
{
    public async Task<TapFinding> RunAsync(ValidatedToken mine, string visitorId, CancellationToken cancellation)
    {
        if (address.Find() is not { } api)
            return new("This server listens on no address that it could call itself. Set Api:Address in the settings.");
        var token = experiments.Issue(TokenRequest.Like(mine) with { Roles = [], Scopes = ["orders.read"] }).Text;
        try
        {
            var run = await tap.RunAsync(visitorId, new(api, ApiCall.Orders.Path), token, cancellation);
            return run is null
                ? new("A request of yours is in the tap already, perhaps in another tab. Wait until it is done.")
                : new(null, run, token);
        }
        finally
        {
            experiments.End(token);
        }
    }
}

/// <summary>What the tap found.</summary>
/// <param name="Token">The token that was sent. It is good for nothing any more.</param>
internal sealed record TapFinding(string? Failure, TapRun? Run = null, string? Token = null)
{
    /// <summary>What an onlooker would look for, by what it is called.</summary>
    public IEnumerable<(string Name, string Text)> Wanted => Token?.Split('.') is [var header, var payload, var signature]
        ? [("the whole token", Token), ("its header", header), ("its payload", payload), ("its signature", signature), ("Bearer", "Bearer")]
        : [];

    public override string ToString() => Failure ?? "tapped (redacted)";
}
