using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Hosting;
using Microsoft.Extensions.Options;

namespace BlazorJwt.AuthorizationServer.TokenEndpoint;

/// <summary>How often one address may refresh, revoke and introspect. These check no password, so the bound is wide: it keeps a loop from
/// filling the memory.</summary>
internal sealed class TokenRequestLimit(IOptions<AccountsOptions> options, TimeProvider time)
{
    private const int RememberedAddresses = 10_000;

    private readonly AttemptLimit _byAddress = new(options.Value.TokenRequestsByAddress, options.Value.Window, RememberedAddresses, time);

    public static async ValueTask<object?> Bound(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        var limit = context.RequestServices.GetRequiredService<TokenRequestLimit>();
        return await limit.TakeAsync(context.AddressKey()) is { } wait ? OAuthErrors.TooMany(context, wait) : await next(call);
    }

    public ValueTask<TimeSpan?> TakeAsync(string address) => _byAddress.TakeAsync(address);
}
