using System.Text.Json;
using BlazorJwt.Api.Client;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Components.Teaching;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Components.OurKeys;

/// <summary>The signing keys as they are now, and the rotation that the visitor asked for.</summary>
internal sealed class RotationState(OrdersClient api, TokenKeyRing ring)
{
    public ExperimentRun Run { get; } = new();

    public IReadOnlyList<KeyStatus> Keys { get; private set; } = [];

    /// <summary>The algorithm to rotate. Nobody signs in with the first by default: its stages can be seen in two minutes.</summary>
    public string Algorithm { get; set; } = SigningAlgorithms.PS256;

    public ApiAnswer? Answer { get; private set; }

    /// <summary>The two newest keys of the algorithm; null while there is one.</summary>
    public (KeyStatus Former, KeyStatus Next)? Rotation =>
        Keys.Where(key => key.Algorithm == Algorithm).ToArray() is [.., var former, var next] ? (former, next) : null;

    public void Read() => Keys = ring.Status();

    /// <summary>Asks the API to rotate the key: it decides who may.</summary>
    public Task RotateAsync(ValidatedToken token, string? visitorId) => Run.RunAsync(async cancellation =>
    {
        Answer = null;
        Answer = await api.SendAsync(ApiCall.RotateKey(Algorithm), token.EncodedToken, visitorId, cancellation);
        Read();
    });

    public static string Does(KeyStatus key) => key switch
    {
        { Stage: KeyStage.Announced } => "in the key set, does not sign yet",
        { Stage: KeyStage.Signing, IsPublic: true } => "in the key set, signs",
        { Stage: KeyStage.Signing } => "secret, signs",
        { Stage: KeyStage.Retiring } => "verifies what it signed",
        _ => "a token that names it is refused",
    };

    /// <summary>What an answer means: of a refusal the API's own sentence (RFC 9457, <c>detail</c>).</summary>
    public static string? Explain(ApiAnswer answer)
    {
        if (answer.Failure is { } failure) return failure;
        if (answer.Succeeded) return "A new key was made. The table and the steps below show what it does.";
        using var problem = JsonDocument.Parse(answer.Body ?? "{}");
        return problem.RootElement.Text("detail");
    }
}
