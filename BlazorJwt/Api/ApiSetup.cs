using System.Text.Json.Serialization;
using BlazorJwt.Api.Client;
using BlazorJwt.Api.Description;
using BlazorJwt.Api.Orders;
using BlazorJwt.Api.TrustedIssuers;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Metadata;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Hosting;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Api;

internal static class ApiSetup
{
    public static IServiceCollection AddProtectedApi(this IServiceCollection services)
    {
        services.AddSettings<OrdersOptions>(OrdersOptions.Section)
            .Validate(options => options is { OrdersPerCaller: >= 1, Sessions: >= 1 },
                "Api:OrdersPerCaller and Api:Sessions must be 1 or more.")
            .Validate(options => options.Timeout > TimeSpan.Zero && options.Timeout <= TimeSpan.FromMinutes(5),
                "Api:Timeout must lie between 00:00:00 and 00:05:00, for example 00:00:10.")
            .Validate(options => options.Address is null or { IsAbsoluteUri: true, Scheme: "http" or "https" },
                "Api:Address must be an http or https address, or be left out.");
        services.AddSettings<IssuerOptions>(IssuerOptions.Section)
            .Validate(options => options.Timeout > TimeSpan.Zero && options.Timeout <= TimeSpan.FromMinutes(1),
                "Issuers:Timeout must lie between 00:00:00 and 00:01:00, for example 00:00:05.")
            .Validate(options => options.MaxAnswerBytes is >= 1024 and <= 1024 * 1024,
                "Issuers:MaxAnswerBytes must lie between 1024 and 1048576.");
        services.AddSingleton<IssuerKeys>();
        services.AddOptions<TrustedIssuerList>()
            .Configure<IConfiguration>((list, settings) => list.Entries.AddRange(TrustedIssuerSettings.Read(settings)))
            .ValidateOnStart();
        services.AddSingleton(new SettingsSection(TrustedIssuerOptions.Section, typeof(List<TrustedIssuerOptions>)));
        services.AddSingleton<IValidateOptions<TrustedIssuerList>, TrustedIssuerListValidator>();
        services.AddSingleton<TrustedIssuerRegistry>();
        services.AddSingleton<ITrustedIssuers>(provider => provider.GetRequiredService<TrustedIssuerRegistry>());
        services.AddSingleton(new AddressMetadata(
            OrdersOptions.Path,
            AnswersInJson.AsProblem with { NotFound = "The API has no such address. /openapi/v1.json lists those it has." },
            new RecordedExchange()));
        services.AddSingleton(new AddressMetadata(ApiDescription.Address,
            AnswersInJson.AsProblem with { NotFound = "There is one description of the API: /openapi/v1.json." }));
        services.AddApiDescription();
        // A number is a number, in answers and in their description; the framework's default also takes one in quotes.
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddSingleton<OrderBook>();
        services.AddSingleton<IKeptForVisitor>(all => all.GetRequiredService<OrderBook>());
        services.AddSingleton<OrdersClient>();
        services.AddSingleton<ServerAddress>();
        services.AddApiPolicies();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, NotesMissingRight>();
        services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options =>
        {
            options.Events ??= new();
            options.Events.OnChallenge = BearerChallenges.Challenge;
            options.Events.OnForbidden = BearerChallenges.Forbid;
            options.ForwardDefaultSelector = context => ApiKeyHeader.Speaks(context.Request) ? ApiKeyHeader.Scheme : null;
        });
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHeader.Scheme, null);
        // The framework writes two lines for each request with a bad key, in the handler's name. The settings keep those of its own
        // handlers out of the log, but this one has a name of the app's.
        services.AddLogging(logging => logging.AddFilter(typeof(ApiKeyHandler).FullName, LogLevel.Warning));
        return services;
    }

    public static WebApplication MapProtectedApi(this WebApplication app)
    {
        app.MapOrders();
        app.MapOpenApi(ApiDescription.Pattern).AnswerHead().WithMetadata(AnswersInJson.AsProblem).AddEndpointFilter((call, next) =>
        {
            // It changes with the app, and a client that was made from an old one fails in odd ways.
            call.HttpContext.Response.Headers.CacheControl = "no-cache";
            return next(call);
        });
        return app;
    }
}
