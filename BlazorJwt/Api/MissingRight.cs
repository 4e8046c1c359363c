using BlazorJwt.HttpLog;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace BlazorJwt.Api;

/// <summary>What the caller of this request lacked. A feature of the request, there when authorization refused it.</summary>
/// <param name="Requirement">The first requirement that was not met.</param>
internal sealed record MissingRight(IAuthorizationRequirement Requirement);

/// <summary>Notes what was missing before the framework answers: the scheme that writes the answer is not told.</summary>
internal sealed class NotesMissingRight : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _framework = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult is { Forbidden: true, AuthorizationFailure: { } failure })
        {
            // In the policy's order: the proof of origin before the scope.
            var failed = failure.FailedRequirements.ToHashSet();
            if (policy.Requirements.FirstOrDefault(failed.Contains) is { } first) context.Features.Set(new MissingRight(first));
        }

        // For a page that shows what was asked. Nobody looks at the others.
        if (context.Request.Headers.ContainsKey(AnnouncedExchanges.Header))
            context.Features.Set(PolicyReading.Of(policy, context, authorizeResult));

        return _framework.HandleAsync(next, context, policy, authorizeResult);
    }
}
