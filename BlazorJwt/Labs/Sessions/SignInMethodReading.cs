namespace BlazorJwt.Labs.Sessions;

/// <summary>What one request of a lane showed: who the server took the sender for, and what it cost to find out.</summary>
/// <param name="Lane">The lane's slug.</param>
/// <param name="Status">200, or 401 for somebody the server does not know.</param>
/// <param name="Role">The role that the server believes; null for 401.</param>
/// <param name="Reason">Why the credential was refused, in a sentence; null for 200.</param>
/// <param name="Bytes">The size of the credential in the Cookie header, as it was received.</param>
/// <param name="LookUps">How often the server looked something up: in the store of sessions, or in the denylist.</param>
/// <param name="Microseconds">How long authentication took. One reading, on a server that does other things besides.</param>
/// <param name="AsksDenylist">Whether the denylist was switched on.</param>
/// <param name="EndsAt">When the credential is over by itself; null for 401.</param>
public sealed record SignInMethodReading(
    string Lane, int Status, string? Role, string? Reason, int Bytes, int LookUps, double Microseconds, bool AsksDenylist, DateTimeOffset? EndsAt)
{
    /// <summary>The <see cref="Reason"/> of a token whose time is over.</summary>
    public const string Expired = "The token has expired.";

    /// <summary>True when the server knew the sender.</summary>
    public bool IsKnown => Status == StatusCodes.Status200OK;
}
