using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Hosting;
using BlazorJwt.Labs.Sessions;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Redis;

/// <summary>Wires what several servers share. The one place that says what is kept in Redis.</summary>
internal static class RedisSetup
{
    /// <summary>Adds the stores in Redis when <c>ConnectionStrings:Redis</c> is set. After the rooms whose defaults they replace.</summary>
    public static WebApplicationBuilder AddRedis(this WebApplicationBuilder builder)
    {
        // Checked without Redis too: a misspelt name of the connection string is a server alone that should be one of several.
        builder.Services.AddSingleton(new SettingsSection(ConnectionStrings.Section, typeof(ConnectionStrings)));
        builder.Services.AddSingleton(new SettingsSection(RedisOptions.Section, typeof(RedisOptions)));
        if (builder.Configuration.GetConnectionString(nameof(ConnectionStrings.Redis)) is not { } connection
            || string.IsNullOrWhiteSpace(connection)) return builder;

        var services = builder.Services;
        services.AddOptions<RedisOptions>().BindConfiguration(RedisOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RedisOptions>, RedisOptionsValidator>();
        services.AddSingleton(all => new RedisConnection(connection, all.GetRequiredService<UnreadableEntries>()));
        services.AddSingleton<UnreadableEntries>();
        services.AddSingleton<SharedSettings>();
        services.AddSingleton<RedisKeySchedules>();
        services.AddSingleton<IKeyScheduleStore>(all => all.GetRequiredService<RedisKeySchedules>());
        services.AddSingleton<RedisDenylist>();
        services.AddSingleton<IDenylistStore>(all => all.GetRequiredService<RedisDenylist>());
        services.AddHostedService<RedisWatch>();
        services.AddHealthChecks().AddCheck<RedisHealth>("Redis", tags: [Health.OfAllServers]);
        services.AddSingleton<IRefreshFamilies, RedisRefreshFamilies>();
        services.AddSingleton<IAttemptLimits, RedisAttemptLimits>();
        services.AddSingleton<ISessionStore, RedisSessionStore>();
        services.AddSingleton<IServiceAccountStore, RedisServiceAccounts>();
        services.AddSingleton<IUsedAssertions, RedisUsedAssertions>();
        services.AddHostedService<RedisNotifications>();

        var protection = services.AddDataProtection();
        if (KeyCertificate.Load(builder.Configuration.GetSection(RedisOptions.Section).Get<RedisOptions>() ?? new()) is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
            services.PostConfigure<RedisOptions>(options => options.KeyCertificateThumbprint = certificate.Thumbprint);
        }

        services.AddOptions<DataProtectionOptions>()
            .Configure<IConfiguration>((options, settings) => options.ApplicationDiscriminator = settings.GetSection(RedisOptions.Section)
            .Get<RedisOptions>()?.ApplicationName ?? new RedisOptions().ApplicationName);
        services.AddSingleton<RedisDataProtectionKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<RedisDataProtectionKeys>((options, keys) => options.XmlRepository = keys);
        return builder;
    }
}
