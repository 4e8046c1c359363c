using BlazorJwt.Hosting;
using BlazorJwt.Labs.CallApi;
using BlazorJwt.Labs.Clinic;
using BlazorJwt.Labs.Issuers;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Labs.Refresh;
using BlazorJwt.Labs.Sessions;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Labs;

/// <summary>Wires what is broken on purpose, and the switch that turns it off.</summary>
internal static class LabsSetup
{
    public static IServiceCollection AddLabs(this IServiceCollection services)
    {
        services.AddSettings<LabsOptions>(LabsOptions.Section).Validate(
            options => options.IsEvilHostReadable,
            "Labs:EvilHost must be a host name, with or without a port, for example evil.example or evil.example:8443, or be left out.");
        services.AddKeepSafe();
        services.AddSingleton<FlawedTokens>();
        services.AddSessionLab();
        services.AddStatelessApi();
        services.AddPerVisitor<RefreshLab>();
        services.AddSimulatedIssuers();
        services.AddSingleton<ClinicReproductions>();
        return services;
    }

    /// <summary>
    /// Answers 404 for everything under <c>/labs</c> while the labs are switched off. Before authorization, which would answer 401.
    /// </summary>
    public static WebApplication UseLabs(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<LabsOptions>>();
        app.Use((context, next) =>
        {
            if (options.Value.Enabled || !context.Request.Path.StartsWithSegments("/labs")) return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            // A GET gets the "not found" page. That page would ask a form for its antiforgery field, and answer 400.
            var isPage = HttpMethods.IsGet(context.Request.Method);
            return isPage ? Task.CompletedTask : context.Response.WriteAsync("The labs are switched off.");
        });
        return app;
    }

    public static WebApplication MapLabs(this WebApplication app)
    {
        app.MapKeepSafe();
        app.MapSessionLab();
        app.MapStatelessApi();
        app.MapSimulatedIssuers();
        app.MapClinic();
        return app;
    }
}
