using BlazorJwt.Api.Client;
using BlazorJwt.Api.Orders;
using BlazorJwt.Components.Teaching;
using BlazorJwt.HttpLog;
using BlazorJwt.Labs;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>The request that a visitor puts together on the page, and what came of the one that was sent last.</summary>
internal sealed class RequestState(OrdersClient api, BrowserFetch fetch, CredentialTokens tokens, IOptions<LabsOptions> labs)
{
    public static readonly (string Words, ApiCall Call)[] Endpoints =
    [
        ("GET /api/orders · scope orders.read", ApiCall.Orders),
        ("POST /api/orders · scope orders.write", ApiCall.PlaceOrder("espresso")),
        ("GET /api/sales-total · role manager", ApiCall.SalesTotal),
        ("GET /api/menu · open to all", ApiCall.Menu),
    ];

    private (ApiCall Call, RequestSender Sender)? _drawn;
    private CallStage _stage;

    public ExperimentRun Run { get; } = new()
    {
        BrowserProblem = "Your browser could not load the script that sends it. Reload the page and try again.",
    };

    /// <summary>Which of <see cref="Endpoints"/>. It comes from a browser, and need not be one.</summary>
    public int Endpoint { get; set; }

    public RequestCredential Credential { get; set; }

    public RequestSender Sender { get; set; }

    /// <summary>What can be carried: forgeries are for the labs.</summary>
    public IEnumerable<RequestCredential> Credentials =>
        Enum.GetValues<RequestCredential>().Where(credential => labs.Value.Enabled || credential.IsHonest());

    public ApiCall Call => Endpoints[Math.Clamp(Endpoint, 0, Endpoints.Length - 1)].Call;

    /// <summary>What the way of sending lets a script see; null where there is no script.</summary>
    public string? Exposure => (Sender, Credential) switch
    {
        (RequestSender.Server, _) => null,
        (RequestSender.Browser, _) =>
            "No script touches the token: your browser adds the HttpOnly cookie by itself (credentials: 'same-origin', no Authorization "
                + "header).",
        (_, RequestCredential.NoToken) => "credentials: 'omit' and no Authorization header: your browser sends neither cookie nor token.",
        _ => "A script has to hold what it sends. So this is made from a copy of your token that lives a minute and is revoked with the "
            + "answer. "
            + "credentials: 'omit' keeps the cookie out.",
    };

    public ApiAnswer? Answer { get; private set; }

    public (ApiCall Call, RequestCredential Credential)? Sent { get; private set; }

    /// <summary>The request as a line for a shell; null while the visitor has not asked for it.</summary>
    public string? Curl { get; private set; }

    /// <summary>The way of the request. What was not sent yet lies ahead.</summary>
    public SequencePicture Picture
    {
        get
        {
            var stage = _drawn == (Call, Sender) ? _stage : CallStage.Idle;
            return CallSequence.Of(Sender, Call, stage, stage is CallStage.Over ? Answer?.Exchange : null);
        }
    }

    /// <summary>Keeps the sender to those who can send what the visitor chose.</summary>
    public void FitSender()
    {
        if (!Credential.Senders().Contains(Sender)) Sender = Credential.Senders()[^1];
    }

    public Task SendAsync(ValidatedToken mine, string visitorId) => Run.RunAsync(async cancellation =>
    {
        FitSender();
        var (call, credential) = (Call, Credential);
        (Answer, Sent, Curl, _drawn, _stage) = (null, null, null, (call, Sender), CallStage.Sent);
        try
        {
            Answer = Sender is RequestSender.Server
                ? await tokens.SendAsync(credential, mine, sent => api.SendAsync(call, sent, visitorId, cancellation))
                : await fetch.SendAsync(call, credential, mine, visitorId, cancellation);
            Sent = (call, credential);
        }
        finally
        {
            _stage = Answer is null ? CallStage.Idle : CallStage.Over;
        }
    });

    public void ToggleCurl(ValidatedToken mine, Uri address)
    {
        if (Sent is not var (call, credential)) return;
        var cookie = credential is RequestCredential.MyCookie ? mine.EncodedToken : null;
        Curl = Curl is null ? CurlLine.For(address, call, tokens.For(credential, mine), cookie) : null;
    }

    /// <summary>What holding the line means.</summary>
    public string CurlWarning => Sent?.Credential switch
    {
        null or RequestCredential.NoToken => "",
        RequestCredential.MyToken or RequestCredential.MyCookie or RequestCredential.SmallLetters =>
            "It holds a whole token: anyone who copies it can send it until it expires or is revoked, as it is when you sign out.",
        _ => "It holds a whole token: anyone who copies it can send it until it expires, a minute after it was made, or is revoked, as it "
            + "is when you sign out.",
    };
}
