using System.Buffers.Text;
using System.Security.Cryptography;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// Brings a cookie from a circuit into the browser. A circuit has no response, so it leaves the header here under a ticket, and the page
/// fetches it with that ticket: the token itself is in no script's hand on the way.
/// </summary>
public sealed class CookieHandover
{
    private const int MostWaiting = 1000;
    private readonly BoundedSessions<string> _waiting = new(MostWaiting);

    /// <summary>Leaves the value of a Set-Cookie header.</summary>
    /// <returns>The ticket: 128 random bits, good once.</returns>
    public string Leave(string setCookie)
    {
        var ticket = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        _waiting.Put(ticket, setCookie);
        return ticket;
    }

    /// <summary>Takes it. Null for a ticket that was never given, or used before.</summary>
    public string? Take(string? ticket) => ticket is null ? null : _waiting.Take(ticket);
}
