namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// Brings a cookie from a circuit into the browser. A circuit has no response, so it leaves the Set-Cookie header here under a ticket, and
/// the page fetches it with that ticket. The token itself passes through no script.
/// </summary>
internal sealed class CookieHandover() : BoundedStore<string>(1000)
{
    /// <returns>The ticket: 128 random bits, for one use.</returns>
    public string Leave(string setCookie)
    {
        var ticket = LabRequests.RandomName();
        Put(ticket, setCookie);
        return ticket;
    }
}
