using BlazorJwt.AuthorizationServer.SignIn;
using Microsoft.Extensions.Options;

namespace BlazorJwt.AuthorizationServer.TokenEndpoint;

/// <summary>How often one address may refresh, revoke and introspect. These check no password, so the bound is wide: it keeps a loop from filling the memory.</summary>
internal sealed class TokenRequestLimit(IOptions<AccountsOptions> options, TimeProvider time)
{
    private const int RememberedAddresses = 10_000;

    private readonly AttemptLimit _byAddress = new(options.Value.TokenRequestsByAddress, options.Value.Window, RememberedAddresses, time);

    /// <summary>Counts a request.</summary>
    /// <returns>Null when it may be made; otherwise how long to wait.</returns>
    public TimeSpan? Take(string address) => _byAddress.Take(address);
}
