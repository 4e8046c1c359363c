namespace BlazorJwt.Accounts;

/// <summary>Wires this room.</summary>
public static class AccountsSetup
{
    /// <summary>Adds what this room needs.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services;

    /// <summary>Puts this room's middleware in its place.</summary>
    public static WebApplication UseAccounts(this WebApplication app) => app;

    /// <summary>Maps this room's endpoints.</summary>
    public static WebApplication MapAccounts(this WebApplication app) => app;
}
