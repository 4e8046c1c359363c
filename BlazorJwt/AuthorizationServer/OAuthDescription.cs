using System.Text.Json.Serialization;
using Microsoft.OpenApi;

namespace BlazorJwt.AuthorizationServer;

/// <summary>Describes the endpoints of OAuth, whose handlers read a form by themselves and answer in the words of its RFCs.</summary>
internal static class OAuthDescription
{
    private const string Tag = "Tokens";

    /// <param name="endpoint">The endpoint.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="fields">The fields of its form, the required one first.</param>
    public static RouteHandlerBuilder DescribeForm(this RouteHandlerBuilder endpoint, string summary, params string[] fields) => endpoint
        .WithTags(Tag)
        .WithSummary(summary)
        .Produces<OAuthError>(StatusCodes.Status400BadRequest)
        .Produces<OAuthError>(StatusCodes.Status429TooManyRequests)
        .Produces<OAuthError>(StatusCodes.Status503ServiceUnavailable)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            var text = new OpenApiSchema { Type = JsonSchemaType.String };
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/x-www-form-urlencoded"] = new()
                    {
                        Schema = new OpenApiSchema
                        {
                            Type = JsonSchemaType.Object,
                            Required = new HashSet<string> { fields[0] },
                            Properties = fields.ToDictionary(name => name, IOpenApiSchema (_) => text),
                        },
                    },
                },
            };
            return Task.CompletedTask;
        });
}

/// <summary>An error (RFC 6749 section 5.2).</summary>
internal sealed record OAuthError(
    [property: JsonPropertyName("error")] string Error, [property: JsonPropertyName("error_description")] string Description);
