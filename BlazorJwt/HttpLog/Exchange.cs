using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.HttpLog;

/// <summary>Who sent a request that a visitor caused.</summary>
public enum ExchangeSender
{
    /// <summary>The visitor's browser posted a form or opened a page.</summary>
    BrowserForm,

    /// <summary>A script in the visitor's browser called <c>fetch</c>.</summary>
    BrowserFetch,

    /// <summary>This app's server called the API for the visitor, with the typed client.</summary>
    Server,
}

/// <summary>One HTTP exchange: what was sent, what came back, and what the API's own checks said of the token in it.</summary>
/// <param name="Response">What came back; null when nothing did.</param>
/// <param name="Took">From the request's first byte to the response's last; null when nothing came back.</param>
/// <param name="Verdict">The verdict the API reached for this very request, without the token; null when there was none to judge.</param>
/// <param name="Failure">Why nothing came back, in a sentence; null otherwise.</param>
public sealed record Exchange(
    string Id,
    DateTimeOffset At,
    ExchangeSender Sender,
    ExchangeMessage Request,
    ExchangeMessage? Response,
    TimeSpan? Took,
    TokenVerdict? Verdict,
    string? Failure)
{
    /// <summary>The status code of the response; null when nothing came back.</summary>
    public int? Status { get; init; }

    /// <summary>What the policy of the address said; null when it has none, was never reached, or the request was not announced.</summary>
    public PolicyVerdict? Policy { get; init; }

    public override string ToString() => $"exchange {Id} (redacted)";
}

/// <summary>A request or a response.</summary>
/// <param name="StartLine">The request line or the status line.</param>
/// <param name="Headers">The headers, in order. Passwords, the visitor's id and the signatures of tokens are masked before they come
/// here.</param>
/// <param name="Body">The body as text; null when there is none.</param>
/// <param name="Bytes">Start line, headers and body, in bytes.</param>
public sealed record ExchangeMessage(string StartLine, IReadOnlyList<ExchangeHeader> Headers, string? Body, int Bytes)
{
    public override string ToString() => $"message of {Bytes} bytes (redacted)";
}

/// <summary>One header line.</summary>
public sealed record ExchangeHeader(string Name, string Value)
{
    public override string ToString() => $"{Name}: (redacted)";
}
