using BlazorJwt.Api.Client;
using BlazorJwt.Labs.CallApi;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Labs.Clinic;

/// <summary>What a reproduction may use that needs this server: its API, its own pages, and a token that is taken back when it is over.</summary>
public sealed class ClinicReproductions(TokenService tokens, FlawedTokens flawed, OrdersClient api, ServerAddress address) : IDisposable
{
    private const int MostBytes = 64 * 1024;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = MostBytes,
    };

    /// <summary>What is wrong with a token in one way only.</summary>
    public FlawedTokens Flawed => flawed;

    /// <summary>What a circuit knows.</summary>
    public CircuitReproduction Circuit => new(this, tokens);

    /// <summary>A good token of nobody in particular. It reads orders and lives a minute. Whoever mints it takes it back.</summary>
    public async Task<ValidatedToken> MintAsync()
    {
        var issued = tokens.Issue(new() { Subject = "error-clinic", ClientId = "error-clinic", Scopes = ["orders.read"], Lifetime = Lifetime });
        return (await tokens.ValidateAsync(issued.Text)).Token ?? throw new InvalidOperationException("The app refuses its own token.");
    }

    /// <summary>Calls the API with what is made of a good token, and takes the good one back.</summary>
    public async Task<Reproduced> AskApiAsync(ApiCall call, Func<ValidatedToken, ApiCredentials?> credentials, CancellationToken cancellation)
    {
        var token = await MintAsync();
        try
        {
            return Answer(await api.SendAsync(call, credentials(token), visitorId: null, cancellation));
        }
        finally
        {
            tokens.Discard(token);
        }
    }

    /// <summary>Calls the API with a token.</summary>
    internal async Task<Reproduced> CallAsync(ApiCall call, string? token, CancellationToken cancellation) => Answer(await api.SendAsync(call, token, visitorId: null, cancellation));

    /// <summary>Opens an address of this server without a cookie, and reads the answer.</summary>
    /// <returns>The answer, or why there is none, in a sentence.</returns>
    public async Task<(string? Text, string? Failure)> ReadAsync(string path, CancellationToken cancellation)
    {
        if (address.Find() is not { } server) return (null, "This server listens on no address that it could call itself. Set Api:Address in the settings.");
        try
        {
            using var response = await _http.GetAsync(new Uri(server, path), cancellation);
            return (await response.Content.ReadAsStringAsync(cancellation), null);
        }
        catch (Exception reason) when (reason is HttpRequestException || (reason is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return (null, "This server did not answer itself. Try again.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static Reproduced Answer(ApiAnswer answer) => answer.Exchange.Response is { } response
        ? new(string.Join('\n', (IEnumerable<string>)[response.StartLine, .. response.Headers.Where(header => header.Name.Equals("WWW-Authenticate", StringComparison.OrdinalIgnoreCase)).Select(header => $"{header.Name}: {header.Value}"), answer.Body ?? ""]).TrimEnd(), answer.Exchange)
        : new(answer.Failure ?? "No answer.", answer.Exchange);
}
