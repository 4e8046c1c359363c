namespace BlazorJwt.Labs.Sessions;

/// <summary>The answer to one request: whether somebody is signed in, and what it cost to find out.</summary>
/// <param name="Method">The slug of the sign-in method.</param>
/// <param name="Status">200, or 401 when nobody is signed in.</param>
/// <param name="Role">The role that the server believes; null for 401.</param>
/// <param name="Reason">Why the credential was refused, in a sentence; null for 200.</param>
/// <param name="Bytes">The size of the credential in the Cookie header.</param>
/// <param name="LookUps">How often the server looked something up: in the ticket store, or in the denylist.</param>
/// <param name="Microseconds">How long authentication took: one reading, on a server that does other things as well.</param>
internal sealed record SignInMethodReading(
    string Method, int Status, string? Role, string? Reason, int Bytes, int LookUps, double Microseconds, bool AsksDenylist,
    DateTimeOffset? EndsAt)
{
    public const string Expired = "The token has expired.";

    public bool IsKnown => Status == StatusCodes.Status200OK;
}
