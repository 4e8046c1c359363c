using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Labs.Issuers;

/// <summary>One visitor's simulated issuers: at an address that nobody else has, with keys that only this lab knows.</summary>
/// <param name="Name">128 random bits, in the address.</param>
/// <param name="EndsAt">When they are over.</param>
/// <param name="Keys">What they publish, oldest first. The last one signs.</param>
internal sealed record SimulatedIssuerRun(string Name, DateTimeOffset EndsAt, IReadOnlyList<TokenKey> Keys)
{
    public TokenKey Key => Keys[^1];

    /// <summary>The address of one of them, without a slash at the end.</summary>
    public string Address(Uri server, SimulatedIssuer shape) => new Uri(server, $"/labs/issuers/{shape.Slug}/{Name}").AbsoluteUri;

    /// <summary>The <c>iss</c> of its tokens.</summary>
    public string Issuer(Uri server, SimulatedIssuer shape) => Address(server, shape) + shape.IssuerPath;

    public string Authority(Uri server, SimulatedIssuer shape) => Address(server, shape) + shape.AuthorityPath;
}
