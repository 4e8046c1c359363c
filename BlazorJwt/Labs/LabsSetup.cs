using BlazorJwt.AuthorizationServer;
using BlazorJwt.Hosting;
using BlazorJwt.Labs.CallApi;
using BlazorJwt.Labs.Clinic;
using BlazorJwt.Labs.Issuers;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Labs.KeepSafe.EvilSite;
using BlazorJwt.Labs.KeepSafe.Guestbook;
using BlazorJwt.Labs.Refresh;
using BlazorJwt.Labs.Sessions;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Labs;

/// <summary>Wires what is broken on purpose, and the switch that turns it off.</summary>
public static class LabsSetup
{
    /// <summary>Adds the labs.</summary>
    public static IServiceCollection AddLabs(this IServiceCollection services)
    {
        services.AddSettings<LabsOptions>(LabsOptions.Section)
            .Validate(options => options.IsEvilHostReadable, "Labs:EvilHost must be a host name, with or without a port, for example evil.example or evil.example:8443, or be left out.");
        services.AddTokenPlaces();
        services.AddScoped<HostileScript>();
        services.AddSingleton<LabResults>();
        services.AddSingleton<ThiefBox>();
        services.AddSingleton<SecondHostName>();
        services.AddSingleton<IPostConfigureOptions<HostFilteringOptions>>(all => all.GetRequiredService<SecondHostName>());
        services.AddSingleton<FlawedTokens>();
        services.AddSingleton<ClinicReproductions>();
        services.AddSingleton<EvilSiteRuns>();
        services.AddSingleton<EvilSiteObserver>();
        services.AddSingleton<GuestbookRuns>();
        services.AddSingleton<DecoyTokens>();
        services.AddSingleton<SimulatedIssuerRuns>();
        services.AddSingleton<SimulatedIssuerTokens>();
        SessionLabSetup.Add(services);
        services.AddSingleton<LabCookies>();
        services.AddSingleton<IEndsWithSignOut>(all => all.GetRequiredService<LabCookies>());
        services.AddSingleton<RefreshLab>();
        services.AddSingleton<IKeptForVisitor>(all => all.GetRequiredService<LabResults>());
        services.AddSingleton<IKeptForVisitor>(all => all.GetRequiredService<ThiefBox>());
        services.AddSingleton<IKeptForVisitor>(all => all.GetRequiredService<SimulatedIssuerRuns>());
        services.AddSingleton<IKeptForVisitor>(all => all.GetRequiredService<LabCookies>());
        services.AddSingleton<IKeptForVisitor>(all => all.GetRequiredService<RefreshLab>());
        LabPolicies.Add(services);
        return services;
    }

    /// <summary>Answers 404 for everything under <c>/labs</c> while the labs are switched off.</summary>
    public static WebApplication UseLabs(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<LabsOptions>>();
        app.Use((context, next) =>
        {
            if (options.Value.Enabled || !context.Request.Path.StartsWithSegments("/labs")) return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            // The page of "not found" is for who opens an address. It would ask a form for its antiforgery field, and answer 400.
            return HttpMethods.IsGet(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync("The labs are switched off.");
        });
        return app;
    }

    /// <summary>Maps what the labs need a server for. All of it lies under <c>/labs</c>.</summary>
    public static WebApplication MapLabs(this WebApplication app)
    {
        app.MapCopies();
        app.MapThief();
        app.MapEvilSite();
        app.MapGuestbook();
        app.MapErrorClinic();
        app.MapStandIns();
        app.MapSessionLab();
        app.MapStatelessApi();
        return app;
    }
}
