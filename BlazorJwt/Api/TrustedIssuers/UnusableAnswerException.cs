using System.Net.Sockets;
using System.Security.Authentication;

namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>An issuer's answer that can't be used. Its words may be told to anybody: they say the kind and a status, and nothing of what
/// the issuer or the network said. That is in the cause, for the log.</summary>
internal sealed class UnusableAnswerException(string words, Exception? cause = null) : Exception(words, cause)
{
    private const string NoTime = "no answer in time";

    /// <summary>True when another address of the same server would fare no better.</summary>
    public bool IsOfTheServer { get; private init; }

    /// <summary>Puts into words why there is no answer at all, or why it broke off.</summary>
    public static UnusableAnswerException From(Exception reason) => reason switch
    {
        UnusableAnswerException known => known,
        // First: what was given up breaks off, and says that too.
        OperationCanceledException or TimeoutException => OfTheServer(NoTime, reason),
        _ when Find<PrivateAddressException>(reason) is { } => OfTheServer("its address is on a private network or on this " +
            "machine. This server asks issuers on the internet only (setting Issuers:PrivateAddresses)", reason),
        _ when Find<SocketException>(reason) is { } socket => OfTheServer(Words(socket.SocketErrorCode), reason),
        _ when Find<AuthenticationException>(reason) is { } =>
            OfTheServer("TLS failed: the certificate is not trusted by this server, or no TLS is spoken there", reason),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            new("more than this server reads (setting Issuers:MaxAnswerBytes)", reason),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError } =>
            OfTheServer("no HTTP answer", reason),
        InvalidDataException => new("a compressed answer that can't be unpacked", reason),
        // One throws for a charset that nobody knows, the other for UTF-7.
        InvalidOperationException or NotSupportedException =>
            new("a text in a charset that is not read here: JSON is UTF-8 (RFC 8259, section 8.1)", reason),
        _ => OfTheServer("the connection broke off", reason),
    };

    /// <summary>What was thrown, from the outside in, on one line and bounded.</summary>
    public string Cause()
    {
        List<string> causes = [];
        for (var inner = InnerException; inner is not null; inner = inner.InnerException)
            causes.Add($"{inner.GetType().Name}: {inner.Message}");
        var text = string.Concat(string.Join(" / ", causes).Select(letter => char.IsControl(letter) ? ' ' : letter));
        return text.Length <= 600 ? text : text[..600];
    }

    private static UnusableAnswerException OfTheServer(string words, Exception cause) => new(words, cause) { IsOfTheServer = true };

    private static string Words(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "the connection was refused",
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery => "its name does not resolve",
        SocketError.TimedOut => NoTime,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.AddressNotAvailable => "its address can't be reached",
        _ => "the connection broke off",
    };

    // HttpClient wraps what went wrong, once or twice.
    private static T? Find<T>(Exception reason)
        where T : Exception
    {
        for (var inner = reason; inner is not null; inner = inner.InnerException)
        {
            if (inner is T found) return found;
        }

        return null;
    }
}
