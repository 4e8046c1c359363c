using BlazorJwt.Api.Client;
using BlazorJwt.Labs.CallApi;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Labs.Clinic;

/// <summary>What a reproduction may use of this server: its API, its own pages, and a token that is revoked afterwards.</summary>
internal sealed class ClinicReproductions(TokenService tokens, FlawedTokens flawed, OrdersClient api, ServerAddress address) : IDisposable
{
    private readonly HttpClient _http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 64 * 1024,
    };

    public const string NoAddress = "This server listens on no address that it could call itself. Set Api:Address in the settings.";

    public FlawedTokens Flawed => flawed;

    /// <summary>A valid token of nobody in particular. It reads orders and lives a minute. The caller discards it.</summary>
    public async Task<ValidatedToken> MintAsync()
    {
        var issued = tokens.Issue(new()
        {
            Subject = "error-clinic",
            ClientId = "error-clinic",
            Scopes = ["orders.read"],
            Lifetime = TimeSpan.FromMinutes(1),
        });
        return (await tokens.ValidateAsync(issued.Text)).Token ?? throw new InvalidOperationException("The app rejects its own token.");
    }

    public void Discard(ValidatedToken token) => tokens.Discard(token);

    /// <summary>Calls the API with credentials made from a valid token, and revokes that token.</summary>
    public async Task<Reproduced> AskApiAsync(
        ApiCall call, Func<ValidatedToken, ApiCredentials?> credentials, CancellationToken cancellation)
    {
        var token = await MintAsync();
        try
        {
            return Answer(await api.SendAsync(call, credentials(token), visitorId: null, cancellation));
        }
        finally
        {
            Discard(token);
        }
    }

    public async Task<Reproduced> CallAsync(ApiCall call, string? token, CancellationToken cancellation) =>
        Answer(await api.SendAsync(call, token, visitorId: null, cancellation));

    /// <summary>The whole address of a path of this server; null when it listens on none.</summary>
    public Uri? Find(string path) => address.Find() is { } server ? new(server, path) : null;

    /// <summary>Opens an address of this server without a cookie.</summary>
    /// <returns>The answer, or a sentence that says why there is none.</returns>
    public async Task<(string? Text, string? Failure)> ReadAsync(string path, CancellationToken cancellation)
    {
        if (Find(path) is not { } page) return (null, NoAddress);
        try
        {
            using var response = await _http.GetAsync(page, cancellation);
            return (await response.Content.ReadAsStringAsync(cancellation), null);
        }
        catch (Exception reason) when (reason is HttpRequestException
            || (reason is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return (null, "This server did not answer itself. Try again.");
        }
    }

    public void Dispose() => _http.Dispose();

    private static Reproduced Answer(ApiAnswer answer)
    {
        if (answer.Exchange.Response is not { } response) return new(answer.Failure ?? "No answer.", answer.Exchange);
        var challenges = response.Headers.Where(header => header.Name.Equals("WWW-Authenticate", StringComparison.OrdinalIgnoreCase));
        string[] lines = [response.StartLine, .. challenges.Select(header => $"{header.Name}: {header.Value}"), answer.Body ?? ""];
        return new(string.Join('\n', lines).TrimEnd(), answer.Exchange);
    }
}
