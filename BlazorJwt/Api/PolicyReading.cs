using BlazorJwt.HttpLog;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;

namespace BlazorJwt.Api;

/// <summary>Puts into words what a policy asked of a request, and what answered.</summary>
internal static class PolicyReading
{
    /// <summary>Reads it from the framework's own result: the decision is made already.</summary>
    public static PolicyVerdict Of(AuthorizationPolicy policy, HttpContext context, PolicyAuthorizationResult result)
    {
        var failed = result.AuthorizationFailure?.FailedRequirements.ToHashSet() ?? [];
        return new([.. policy.Requirements.Select(Read)], result.Succeeded);

        AskedRight Read(IAuthorizationRequirement requirement)
        {
            var (asked, found) = Words(requirement, context);
            if (requirement is DenyAnonymousAuthorizationRequirement)
                return new(asked, result.Challenged ? RightOutcome.Lacking : RightOutcome.Held, found);
            // The framework asks all the same; without an accepted token the answer says nothing of a person.
            if (result.Challenged)
                return new(asked, RightOutcome.NobodyToAsk, ApiKeyHeader.Speaks(context.Request) ? "no service account" : "no claims");
            return new(asked, failed.Contains(requirement) ? RightOutcome.Lacking : RightOutcome.Held, found);
        }
    }

    private static (string Asked, string Found) Words(IAuthorizationRequirement requirement, HttpContext context) => requirement switch
    {
        DenyAnonymousAuthorizationRequirement when ApiKeyHeader.Speaks(context.Request) =>
            ("an accepted API key", context.User.FindFirst(ApiKeyHeader.ClientClaim) is { } client ? $"the key of {client.Value}" : "none"),
        RightRequirement right when ApiKeyHeader.Speaks(context.Request) =>
            (right.Words, $"{right.FoundIn(context.User)}, of the service account"),
        DenyAnonymousAuthorizationRequirement =>
            ("an accepted token", context.User.FindFirst("sub") is { } subject ? $"sub: {subject.Value}" : "none"),
        RightRequirement right => (right.Words, right.FoundIn(context.User)),
        SameOriginRequirement => ("no write by another site's page", FromWhere(context.Request)),
        _ => (requirement.GetType().Name, ""),
    };

    private static string FromWhere(HttpRequest request) =>
        ApiKeyHeader.Speaks(request) ? $"an {ApiKeyHeader.Name} header, which no browser adds by itself"
        : request.Headers.Authorization.Count > 0 ? "an Authorization header, which no browser adds by itself"
        : request.Headers["Sec-Fetch-Site"] is [{ } site] ? $"Sec-Fetch-Site: {site}"
        : request.Headers.Origin is [{ } origin] ? $"Origin: {origin}"
        : "neither Sec-Fetch-Site nor Origin";
}
