using System.Security.Claims;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Authorization;

namespace BlazorJwt.Api;

internal static class ApiPolicies
{
    /// <summary>The scope to see one's own orders. Also the name of the policy that asks for it.</summary>
    public const string ReadOrders = Scopes.ReadOrders;

    public const string WriteOrders = Scopes.WriteOrders;

    public const string SeeSalesTotal = "sales-total";

    /// <summary>The role that may see the sales total, rotate keys and introspect tokens.</summary>
    public const string ManagerRole = "manager";

    public static IServiceCollection AddApiPolicies(this IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, SameOriginHandler>();
        services.AddAuthorizationBuilder()
            .AddPolicy(ReadOrders, policy => policy.RequireAuthenticatedUser().AddRequirements(new ScopeRequirement(ReadOrders)))
            .AddPolicy(WriteOrders, policy => policy.RequireAuthenticatedUser()
            .AddRequirements(new SameOriginRequirement(), new ScopeRequirement(WriteOrders)))
            .AddPolicy(RotationEndpoint.Policy,
                policy => policy.RequireAuthenticatedUser().AddRequirements(new SameOriginRequirement(), new RoleRequirement(ManagerRole)))
            .AddPolicy(SeeSalesTotal, policy => policy.RequireAuthenticatedUser().AddRequirements(new RoleRequirement(ManagerRole)))
            .AddPolicy(IntrospectionEndpoint.Policy,
                policy => policy.RequireAuthenticatedUser().AddRequirements(new SameOriginRequirement(), new RoleRequirement(ManagerRole)));
        return services;
    }
}

/// <summary>A right that the token must name. It judges itself: no handler has to be registered, so none can be forgotten.</summary>
internal abstract class RightRequirement(string kind, string name) : AuthorizationHandler<RightRequirement>, IAuthorizationRequirement
{
    public string Name => name;

    /// <summary>What is asked for, in words: <c>scope orders.read</c>.</summary>
    public string Words => $"{kind} {name}";

    public string Lack => $"The token lacks the {kind} {name}.";

    /// <summary>What answered, or what was looked at in vain: the claims as they stand in the token, under the name that its issuer gives
    /// them.</summary>
    public string FoundIn(ClaimsPrincipal caller)
    {
        var claim = ClaimOf(PolicyOf(caller));
        return string.Join(", ", caller.FindAll(claim).Select(found => $"{claim}: {found.Value}")) is { Length: > 0 } claims
            ? claims : $"no claim {claim}";
    }

    /// <summary>The policy that the caller's token was judged by; null for a caller without one.</summary>
    protected static TokenPolicy? PolicyOf(ClaimsPrincipal caller) => caller.Token()?.Verdict?.Policy;

    protected abstract string ClaimOf(TokenPolicy? policy);

    protected abstract bool IsHeldBy(ClaimsPrincipal caller);

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RightRequirement requirement)
    {
        if (requirement.IsHeldBy(context.User)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>
/// The scope must be among those that the token names: in the claim <c>scope</c>, with spaces between (RFC 8693 section 4.2), or in the one
/// its issuer is known to use.
/// </summary>
internal sealed class ScopeRequirement(string scope) : RightRequirement("scope", scope)
{
    protected override bool IsHeldBy(ClaimsPrincipal caller)
    {
        var policy = PolicyOf(caller);
        var wanted = policy?.ScopePrefix + Name;
        return policy?.GrantedScopes.Contains(Name, StringComparer.Ordinal) is true
            || caller.FindAll(ClaimOf(policy)).Any(claim => claim.Value.Split(' ').Contains(wanted, StringComparer.Ordinal));
    }

    protected override string ClaimOf(TokenPolicy? policy) => policy?.ScopeClaim ?? "scope";
}

internal sealed class RoleRequirement(string role) : RightRequirement("role", role)
{
    protected override bool IsHeldBy(ClaimsPrincipal caller) => caller.IsInRole(Name);

    protected override string ClaimOf(TokenPolicy? policy) => policy?.RoleClaim ?? "role";
}
