using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Production;

/// <summary>
/// ASP.NET Core Identity in the place of demo people: registration, hashed passwords, lockout, a second factor, reset by mail.
/// </summary>
public static class People
{
    /// <summary>Adds Identity with its endpoints, and people in the database.</summary>
    /// <param name="services">The services.</param>
    /// <param name="database">Such as <c>options => options.UseNpgsql(…)</c>.</param>
    public static void AddPeople(this IServiceCollection services, Action<DbContextOptionsBuilder> database)
    {
        services.AddDbContext<PeopleDatabase>(database);
        services.AddIdentityApiEndpoints<IdentityUser>(options =>
        {
            options.User.RequireUniqueEmail = true;
            // Length is what counts: NIST SP 800-63B asks for no mixture of characters.
            options.Password.RequiredLength = 15;
            options.Password.RequireDigit = options.Password.RequireNonAlphanumeric = false;
            options.Password.RequireLowercase = options.Password.RequireUppercase = false;
            options.Lockout.MaxFailedAccessAttempts = 5;
            // With an IEmailSender<IdentityUser> of your own: options.SignIn.RequireConfirmedEmail = true
        }).AddEntityFrameworkStores<PeopleDatabase>();
        services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "__Host-people";
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
    }

    /// <summary>Maps <c>/account/register</c>, <c>/account/login?useCookies=true</c>, and what belongs to it.</summary>
    public static void MapPeople(this IEndpointRouteBuilder app) => app.MapGroup("/account").MapIdentityApi<IdentityUser>();
}

/// <summary>The tables of Identity.</summary>
public sealed class PeopleDatabase(DbContextOptions<PeopleDatabase> options) : IdentityDbContext<IdentityUser>(options);
