using Microsoft.Extensions.Options;

namespace BlazorJwt.Labs;

/// <summary>Wires what is broken on purpose, and the switch that turns it off.</summary>
public static class LabsSetup
{
    /// <summary>Adds the labs.</summary>
    public static IServiceCollection AddLabs(this IServiceCollection services)
    {
        services.AddOptions<LabsOptions>().BindConfiguration(LabsOptions.Section).ValidateOnStart();
        services.AddScoped<HostileScript>();
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
            return Task.CompletedTask;
        });
        return app;
    }
}
