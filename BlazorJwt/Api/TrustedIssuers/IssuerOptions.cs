namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>The settings under <c>Issuers</c>: how this server may ask other issuers for their keys.</summary>
internal sealed class IssuerOptions
{
    public const string Section = "Issuers";

    /// <summary>False when this server must ask nobody: it then has no outgoing connection at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// True to ask addresses that the internet does not route too, and to ask over plain http: for an issuer inside a company. A visitor
    /// who names an address can then make this server look at its own network (server-side request forgery), so it is off by default.
    /// </summary>
    public bool PrivateAddresses { get; set; }

    /// <summary>How long an issuer may take for all of its answers together.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The largest answer that is read, in bytes.</summary>
    public int MaxAnswerBytes { get; set; } = 256 * 1024;
}
