using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BlazorJwt.Api.Description;

/// <summary>The description of the API (OpenAPI) at <c>/openapi/v1.json</c>: the orders API and the way to a token.</summary>
internal static class ApiDescription
{
    public const string Address = "/openapi";

    /// <summary>Not for any name: the framework's own answer for a document that does not exist is plain text.</summary>
    public const string Pattern = Address + "/{documentName:regex(^v1$)}.json";

    private const string Scheme = "bearer";
    private const string KeyScheme = "apiKey";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        // HEAD is answered wherever GET is: it is not worth a line of its own.
        options.ShouldInclude = endpoint => endpoint is { RelativePath: { } path, HttpMethod: not "HEAD" }
            && (path.StartsWith("api/", StringComparison.Ordinal) || path is "token" or "revoke" or "introspect");
        options.AddDocumentTransformer(Introduce);
        options.AddOperationTransformer(AskForToken);
        options.AddOperationTransformer(DescribeOutage);
    });

    private static Task Introduce(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new() { Title = "Orders API", Version = "v1", Description = "The API that BlazorJwt protects with its tokens." };
        // Relative: the framework's own entry repeats the Host header of anyone who asked.
        document.Servers = [new() { Url = "/" }];
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "An access token (RFC 9068) from POST /token.",
        };
        document.Components.SecuritySchemes[KeyScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = ApiKeyHeader.Name,
            Description = "The secret of a service account. It has scopes and no role. An Authorization header beats it, and a key in " +
                "the address is never looked at.",
        };
        return Task.CompletedTask;
    }

    private static async Task AskForToken(OpenApiOperation operation, OpenApiOperationTransformerContext context,
        CancellationToken cancellation)
    {
        var asked = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().ToArray();
        if (asked.Length == 0) return;

        var policies = context.ApplicationServices.GetRequiredService<IAuthorizationPolicyProvider>();
        var policy = await AuthorizationPolicy.CombineAsync(policies, asked);
        var scopes = policy!.Requirements.OfType<ScopeRequirement>().Select(scope => scope.Name).ToList();
        operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = scopes }];
        // A service account has no role, so a key never opens what asks for one.
        if (!policy.Requirements.OfType<RoleRequirement>().Any())
            operation.Security.Add(new() { [new OpenApiSecuritySchemeReference(KeyScheme, context.Document)] = scopes });
        Answer(operation, "400", "A malformed request: an Authorization header that says Bearer without one token, or two such headers "
            + "(RFC 6750 section 3.1), or a body that can't be used.");
        // Introspection has OAuth's errors for its form. What guards it answers as it does everywhere.
        operation.Responses?.GetValueOrDefault("400")?.Content?.TryAdd("application/problem+json",
            new() { Schema = new OpenApiSchemaReference(nameof(ProblemDetails), context.Document) });
        Answer(operation, "401", "No token or API key, or one that is refused. For a token WWW-Authenticate says which (RFC 6750 " +
            "section 3).");
        Answer(operation, "403", policy.Requirements.OfType<RightRequirement>().FirstOrDefault()?.Lack
            ?? "The token is good and does not allow this.");
    }

    private static Task DescribeOutage(OpenApiOperation operation, OpenApiOperationTransformerContext context,
        CancellationToken cancellation)
    {
        Answer(operation, "503", "The store that the servers share can't be reached. Try again after Retry-After.", "Retry-After");
        return Task.CompletedTask;
    }

    private static void Answer(OpenApiOperation operation, string status, string description, string header = "WWW-Authenticate")
    {
        if (operation.Responses?.GetValueOrDefault(status) is not OpenApiResponse response) return;
        response.Description = description;
        response.Headers = new Dictionary<string, IOpenApiHeader>
        {
            [header] = new OpenApiHeader { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
        };
    }
}
