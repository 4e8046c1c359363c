using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Hosting;

/// <summary>Wires what holds for every request: bounds, headers, compression, and what is answered when something fails.</summary>
internal static class HostingSetup
{
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<HostingOptions>(HostingOptions.Section).ValidateDataAnnotations();
        // The token service knows no other room, so its section is named here.
        services.AddSingleton(new SettingsSection(TokenOptions.Section, typeof(TokenOptions)));
        services.ConfigureOptions<RequestBounds>();
        services.AddSingleton<IPostConfigureOptions<HostFilteringOptions>, Loopback>();
        services.AddSingleton<IValidateOptions<HostingOptions>, KnownProxiesValidator>();
        services.AddSingleton<IPostConfigureOptions<ForwardedHeadersOptions>, KnownProxies>();
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, LogFloor>();
        services.AddSingleton(new AddressMetadata(HubGate.Hub, AnswersInJson.AsProblem));
        services.AddHealth();
        services.AddExceptionHandler<FailureHandler>();
        services.AddHtmlCompression();
        SecurityHeaders.AddForFiles(services);
        // A page that reconnects then would hold a stopping server for the framework's thirty seconds; no response takes five.
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        return builder;
    }

    /// <summary>Puts this room's middleware in its place, before all others.</summary>
    public static WebApplication UseHosting(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.Use(StrictCookies.Read);
        app.UseResponseCompression();
        app.UseFailureAnswers();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
            app.UseWhen(context => !Loopback.IsOwnCall(context), others => others.UseHttpsRedirection());
        }

        // The gate asks whether a request is one.
        app.UseWebSockets();
        app.UseMiddleware<HubGate>();
        app.Use(DecodableForm.Guard);
        return app;
    }
}
